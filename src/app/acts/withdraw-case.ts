/** Ends a case because its applicant wants so. */
import Type from 'typebox';
import { defineAct, NoteSchema } from './define-act.ts';

export const withdrawCase = defineAct({
  name: 'withdraw-case',
  summary: "Ends the case at the applicant's wish.",
  input: Type.Object({ note: NoteSchema }),
  ask: ({ note }) => [{ act: 'withdraw-case', ...(note !== undefined && { note }) }],
});
