/** Returns a draft to the operator, with a coded reason. */
import Type from 'typebox';
import { documentReasons } from '../../domain/case/reasons.ts';
import { defineAct, IdSchema, NoteSchema, oneOf } from './define-act.ts';

export const returnDocument = defineAct({
  name: 'return-document',
  summary: 'Returns a draft to the operator, with a coded reason.',
  input: Type.Object({ documentId: IdSchema, reason: oneOf(documentReasons), note: NoteSchema }),
  ask: ({ documentId, reason, note }) => [
    { act: 'return-document', documentId, reason, ...(note !== undefined && { note }) },
  ],
});
