/** The counter gives out a new pick-up code: for whoever applied at the desk, or lost the message. */
import { CARD_WAITING } from '../domain/message/codes.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';
import { closeMessagesOf } from './settle-message.ts';

/**
 * Makes a new code after the applicant's identity was seen; the old one no longer counts. It is shown to the officer
 * once and logged with the officer's name; only its digest is kept.
 */
export function renewPickupCode(
  app: App,
  officer: Officer,
  given: { caseId: string; identitySeen: boolean },
): Promise<{ code: string } | Refusal> {
  if (!given.identitySeen) return Promise.resolve(refuse('identity-not-seen'));
  const performer = asOfficer(officer);
  const { caseId } = given;
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const state = await tx.cases.lock(caseId);
    if (state === undefined) return refuse('not-found');
    if (!state.documents.some((job) => job.form === 'card' && job.status === 'waiting'))
      return refuse('not-now');
    const code = app.randomDigits(6);
    await tx.secrets.setPickupCode(caseId, code);
    await closeMessagesOf(app, tx, officer, { caseId, purpose: CARD_WAITING });
    const log = { actor: performer.actor, purpose: 'hand-over', what: 'pickup-code/renewed', caseId };
    await tx.accessLog.add(log, app.clock.now());
    return { code };
  });
}
