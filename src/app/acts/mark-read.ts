/** The signer has read one verified draft. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const markRead = defineAct({
  name: 'mark-read',
  summary: 'Notes that the signer has read this very draft.',
  input: Type.Object({ documentId: IdSchema, draftSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  ask: ({ documentId, draftSha256 }) => [{ act: 'mark-read', documentId, draftSha256 }],
});
