/** Takes a paper out that does not belong to the case. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const withdrawAttachment = defineAct({
  name: 'withdraw-attachment',
  summary: 'Takes a paper out of the case.',
  input: Type.Object({ attachmentId: IdSchema }),
  ask: ({ attachmentId }) => [{ act: 'withdraw-attachment', attachmentId }],
});
