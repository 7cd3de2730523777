/** Accepts a case: its papers are complete, its documents are planned, it goes on to the SIAK desk. */
import Type from 'typebox';
import { neededRequirements } from '../../catalogue/plan.ts';
import { papersFor } from '../../domain/case/state.ts';
import { defineAct } from './define-act.ts';

export const acceptCase = defineAct({
  name: 'accept-case',
  summary: 'Accepts the case and plans its documents.',
  input: Type.Object({
    /** Accept every paper in hand first: the officer has looked at all of them. */
    acceptPapers: Type.Optional(Type.Boolean()),
  }),
  ask: ({ acceptPapers }, { app, state, service }) => {
    const inHand = neededRequirements(service, state.answers, state.submittedOn ?? '').filter(
      ([id]) => state.requirements[id]?.status !== 'accepted' && papersFor(state, id).length > 0,
    );
    const papers = acceptPapers === true ? inHand : [];
    return [
      ...papers.map(([requirementId]) => ({ act: 'accept-paper' as const, requirementId })),
      { act: 'accept-case', documentIds: service.produces.map(() => app.newId()) },
    ];
  },
});
