/** Accepts a case: its papers are complete, its documents are planned, it goes on to the SIAK desk. */
import Type from 'typebox';
import { neededRequirements } from '../../catalogue/plan.ts';
import { unseenRequirements } from '../../domain/case/seen-papers.ts';
import { papersFor } from '../../domain/case/state.ts';
import { refuse } from '../../domain/refusal.ts';
import { defineAct, IdSchema } from './define-act.ts';

const SeenPageSchema = Type.Object({ paperId: IdSchema, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

export const acceptCase = defineAct({
  name: 'accept-case',
  summary: 'Accepts the case and plans its documents.',
  input: Type.Object({
    /** Accept every paper in hand first: the officer has looked at all of them, as `seen` tells. */
    acceptPapers: Type.Optional(Type.Boolean()),
    /** The pages that the officer saw. Not needed for papers that this officer brought in at the desk. */
    seen: Type.Optional(Type.Array(SeenPageSchema, { maxItems: 500 })),
  }),
  ask: ({ acceptPapers, seen = [] }, { app, officer, state, service }) => {
    const inHand = neededRequirements(service, state.answers, state.submittedOn ?? '')
      .map(([id]) => id)
      .filter((id) => state.requirements[id]?.status !== 'accepted' && papersFor(state, id).length > 0);
    const papers = acceptPapers === true ? inHand : [];
    const unseen = unseenRequirements(state, papers, seen, officer.officerId);
    if (unseen.length > 0) {
      const names = unseen.map((id) => service.words.id.requirements[id]!.short);
      return refuse('papers-not-seen', { papers: names.join(', ') });
    }
    return [
      ...papers.map((requirementId) => ({ act: 'accept-paper' as const, requirementId })),
      { act: 'accept-case', documentIds: service.produces.map(() => app.newId()) },
    ];
  },
});
