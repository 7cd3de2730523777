/** An officer takes a case out of the queue, so that two do not work on it at once. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const takeCase = defineAct({
  name: 'take-case',
  summary: 'Takes the case out of the queue.',
  input: Type.Object({}),
  ask: () => [{ act: 'take-case' }],
});
