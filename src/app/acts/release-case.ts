/** Gives a case back to the queue. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const releaseCase = defineAct({
  name: 'release-case',
  summary: 'Gives the case back to the queue.',
  input: Type.Object({}),
  ask: () => [{ act: 'release-case' }],
});
