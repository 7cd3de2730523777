/** Puts a photo to the requirement it proves, or back into the tray. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const assignAttachment = defineAct({
  name: 'assign-attachment',
  summary: 'Puts a paper to a requirement, or back into the tray (`null`).',
  input: Type.Object({
    attachmentId: IdSchema,
    requirementId: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  }),
  ask: ({ attachmentId, requirementId }) => [{ act: 'assign-attachment', attachmentId, requirementId }],
});
