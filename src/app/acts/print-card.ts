/** The operator confirms that a card was printed, with the serial of its blank; it then waits to be picked up. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const printCard = defineAct({
  name: 'print-card',
  summary: 'Notes that a card was printed on the blank with this serial and waits at the counter.',
  input: Type.Object({
    documentId: IdSchema,
    blankSerial: Type.String({ maxLength: 40 }),
    /** Lies at the counter already: the resident is told at once. */
    isAtCounter: Type.Optional(Type.Boolean()),
  }),
  ask: ({ documentId, blankSerial, isAtCounter }) => [
    { act: 'print-card', documentId, blankSerial },
    ...(isAtCounter === true ? [{ act: 'offer-card' as const, documentId }] : []),
  ],
});
