/** A printed card has come to the counter: the resident gets a pick-up code. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const offerCard = defineAct({
  name: 'offer-card',
  summary: 'Notes that a printed card waits at the counter.',
  input: Type.Object({ documentId: IdSchema }),
  ask: ({ documentId }) => [{ act: 'offer-card', documentId }],
});
