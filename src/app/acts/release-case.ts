/** Gives a case back to the queue: one's own, or, for an admin and with a reason, somebody else's. */
import Type from 'typebox';
import { releaseReasons } from '../../domain/case/reasons.ts';
import { defineAct, NoteSchema, oneOf } from './define-act.ts';

export const releaseCase = defineAct({
  name: 'release-case',
  summary: "Gives the case back to the queue; an admin may release another officer's, with a coded reason.",
  input: Type.Object({ reason: Type.Optional(oneOf(releaseReasons)), note: NoteSchema }),
  ask: (given) => [{ act: 'release-case', ...given }],
});
