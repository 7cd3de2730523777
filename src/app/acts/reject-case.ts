/** Ends a case that the office cannot serve, with a coded reason. */
import Type from 'typebox';
import { caseReasons } from '../../domain/case/reasons.ts';
import { defineAct, NoteSchema, oneOf } from './define-act.ts';

export const rejectCase = defineAct({
  name: 'reject-case',
  summary: 'Ends the case without documents, with a coded reason.',
  input: Type.Object({ reason: oneOf(caseReasons), note: NoteSchema }),
  ask: ({ reason, note }) => [{ act: 'reject-case', reason, ...(note !== undefined && { note }) }],
});
