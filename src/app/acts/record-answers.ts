/** Fills in or corrects answers; after verification this voids what was verified. */
import Type from 'typebox';
import { defineAct } from './define-act.ts';

export const recordAnswers = defineAct({
  name: 'record-answers',
  summary: 'Fills in or corrects answers. `null` removes one.',
  input: Type.Object({
    answers: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean(), Type.Null()]),
      { maxProperties: 100 },
    ),
  }),
  ask: ({ answers }) => [{ act: 'record-answers', answers, source: 'officer' }],
});
