/** The counter hands a card over: the resident's code and a look at their identity, in that order. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { asOfficer, performIn, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';

/** Hands over against the pick-up code. A wrong code is counted, even though nothing else is kept. */
export async function handOverCard(
  app: App,
  officer: Officer,
  given: { caseId: string; documentId: string; code: string; identitySeen: boolean },
): Promise<{ done: true } | Refusal> {
  if (!given.identitySeen) return refuse('identity-not-seen');
  const performer = asOfficer(officer);
  const outcome = await app.storage.transact(scopeOf(app, performer), async (tx) => {
    if ((await tx.cases.get(given.caseId)) === undefined) return 'not-found';
    return tx.secrets.check(given.caseId, 'pickup', given.code, app.clock.now());
  });
  if (outcome === 'not-found') return refuse('not-found');
  if (outcome !== 'ok') return refuse(outcome === 'wrong' ? 'wrong-pickup-code' : 'too-many-tries');
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, performer), async (tx) => {
      const act = { act: 'receive-document', documentId: given.documentId, how: 'counter' } as const;
      orThrow(await performIn(app, tx, performer, given.caseId, act));
      return { done: true } as const;
    }),
  );
}
