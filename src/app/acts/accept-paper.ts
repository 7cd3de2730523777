/** Accepts the papers of one requirement, and with them the fields that they prove. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const acceptPaper = defineAct({
  name: 'accept-paper',
  summary: 'Accepts the papers of one requirement.',
  input: Type.Object({ requirementId: Type.String({ maxLength: 60 }) }),
  ask: ({ requirementId }) => [{ act: 'accept-paper', requirementId }],
});
