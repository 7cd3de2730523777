/** Asks the resident for one paper again, with a reason in plain words. */
import Type from 'typebox';
import { paperReasons } from '../../domain/case/reasons.ts';
import { defineAct, IdSchema, NoteSchema, oneOf } from './define-act.ts';

export const askAgain = defineAct({
  name: 'ask-again',
  summary: 'Asks for one paper again, with a coded reason.',
  input: Type.Object({
    requirementId: Type.String({ maxLength: 60 }),
    reason: oneOf(paperReasons),
    note: NoteSchema,
    /** The bad ones among its papers; without it all of them. */
    attachmentIds: Type.Optional(Type.Array(IdSchema, { minItems: 1, maxItems: 50 })),
  }),
  ask: (given) => [{ act: 'ask-again', ...given }],
});
