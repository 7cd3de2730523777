/** Asks the resident for one paper again, with a reason in plain words. */
import Type from 'typebox';
import { paperReasons } from '../../domain/case/reasons.ts';
import { defineAct, NoteSchema, oneOf } from './define-act.ts';

export const askAgain = defineAct({
  name: 'ask-again',
  summary: 'Asks for one paper again, with a coded reason.',
  input: Type.Object({
    requirementId: Type.String({ maxLength: 60 }),
    reason: oneOf(paperReasons),
    note: NoteSchema,
  }),
  ask: ({ requirementId, reason, note }) => [
    { act: 'ask-again', requirementId, reason, ...(note !== undefined && { note }) },
  ],
});
