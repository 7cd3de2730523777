/** Sends an accepted case back to the intake desk, with a coded reason. */
import Type from 'typebox';
import { documentReasons } from '../../domain/case/reasons.ts';
import { defineAct, NoteSchema, oneOf } from './define-act.ts';

export const returnToIntake = defineAct({
  name: 'return-to-intake',
  summary: 'Sends the case back to the intake desk, with a coded reason.',
  input: Type.Object({ reason: oneOf(documentReasons), note: NoteSchema }),
  ask: ({ reason, note }) => [{ act: 'return-to-intake', reason, ...(note !== undefined && { note }) }],
});
