/** Verifies drafts, each exactly as the verifier saw it. */
import Type from 'typebox';
import { defineAct, IdSchema } from './define-act.ts';

export const verifyDocuments = defineAct({
  name: 'verify-documents',
  summary: 'Verifies drafts. Each is named by its digest: a draft that changed meanwhile is refused.',
  input: Type.Object({
    documents: Type.Array(
      Type.Object({ documentId: IdSchema, draftSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
  ask: ({ documents }) => [{ act: 'verify-documents', documents }],
});
