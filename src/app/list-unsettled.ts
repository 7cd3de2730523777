/** The Tak pasti tray: signatures and messages of which nobody knows whether they happened. */
import { findDocument } from '../domain/case/state.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, Transaction, UnsettledSigning } from './ports.ts';

/** A signing without a known outcome. */
export interface UnsettledSigningView extends UnsettledSigning {
  caseNumber: string;
  documentId: string;
  kindName: string;
  signerName: string;
}

/** Both kinds of unknowns, oldest first. */
export interface Unsettled {
  signings: UnsettledSigningView[];
  messages: {
    outboxId: string;
    contactId: string;
    caseId?: string;
    caseNumber?: string;
    purpose: string;
    startedAt: string;
    reason?: string;
  }[];
}

async function view(
  app: App,
  tx: Transaction,
  one: UnsettledSigning,
): Promise<UnsettledSigningView | undefined> {
  const state = await tx.cases.get(one.caseId);
  const job = state && findDocument(state, one.documentJobId);
  // Outside this officer's areas, or settled by a later attempt.
  if (state === undefined || job === undefined) return undefined;
  const service = app.catalogue.at(state.serviceId, state.serviceVersion);
  const kind = service.produces.find((each) => each.document.id === job.documentId)?.document;
  return {
    ...one,
    caseNumber: state.number,
    documentId: job.id,
    kindName: kind?.words.id.name ?? job.documentId,
    signerName: (await tx.directory.findOfficer(one.signerId))?.name ?? 'Penandatangan',
  };
}

/** Lists everything unsettled that this officer may see. */
export function listUnsettled(app: App, officer: Officer): Promise<Unsettled> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    const past = { now: app.clock.now(), timeoutMs: app.settings.signingTimeoutMs };
    const signings: UnsettledSigningView[] = [];
    for (const one of await tx.signing.unsettled(past)) {
      const seen = await view(app, tx, one);
      if (seen !== undefined) signings.push(seen);
    }
    const messages: Unsettled['messages'] = [];
    for (const message of await tx.outbox.listUncertain()) {
      const state = message.caseId === undefined ? undefined : await tx.cases.get(message.caseId);
      messages.push({ ...message, ...(state !== undefined && { caseNumber: state.number }) });
    }
    return { signings, messages };
  });
}
