/** Hands in a case that an officer filled in at the desk. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const submitCase = defineAct({
  name: 'submit-case',
  summary: 'Hands the case in.',
  input: Type.Object({}),
  ask: () => [{ act: 'submit-case' }],
});
