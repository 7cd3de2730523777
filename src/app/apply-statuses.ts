/** Applies what Meta says became of our messages; a PDF that arrived is a document received. */
import { isRefusal } from '../domain/refusal.ts';
import { type App, isDatabaseAway, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';
import type { OpenStatus, Transaction } from './ports.ts';

/** A status may come before our own answer is stored, or for a message that is not ours: kept this long. */
const PARKED_MS = 24 * 3_600_000;
const PAGE = 500;

async function apply(app: App, tx: Transaction, status: OpenStatus): Promise<void> {
  const now = app.clock.now();
  const message = await tx.outbox.applyStatus(status, now);
  if (message === undefined) return layAside(app, tx, status);
  await tx.inbox.closeStatus(status.statusId, now);
  await tx.notify(`contact/${message.contactId}`);
  if (message.isTroubleChanged) await tx.notify('unsettled');
  const hasArrived = status.status === 'delivered' || status.status === 'read';
  // What has arrived need not lie at Meta any longer.
  if (hasArrived && message.mediaId !== undefined) {
    await tx.jobs.add('delete-media', { mediaId: message.mediaId }, { key: message.mediaId });
  }
  const documentId = /^document\/(.+)$/u.exec(message.purpose)?.[1];
  if (documentId === undefined || message.caseId === undefined || !hasArrived) return;
  const received = await performIn(app, tx, asSystem, message.caseId, {
    act: 'receive-document',
    documentId,
    how: 'whatsapp',
  });
  // Received already (sent twice on request): nothing more to note.
  if (isRefusal(received) && received.refused !== 'not-now') {
    app.log.warn('a delivered document could not be noted', { refused: received.refused });
  }
}

async function layAside(app: App, tx: Transaction, { statusId, receivedAt }: OpenStatus): Promise<void> {
  const now = app.clock.now();
  if (now.getTime() - Date.parse(receivedAt) > PARKED_MS) await tx.inbox.closeStatus(statusId, now);
}

/** Applies one page; returns after which status the next one begins, if there is one. */
function applyPage(app: App, after: string | undefined): Promise<string | undefined> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const statuses = await tx.inbox.openStatuses(PAGE, after);
    for (const status of statuses) {
      await tx
        .attempt(() => apply(app, tx, status))
        .catch(async (error: unknown) => {
          if (isDatabaseAway(error)) throw error;
          app.log.incident(app.newId(), 'a status could not be applied', error);
          await layAside(app, tx, status);
        });
    }
    return statuses.length < PAGE ? undefined : statuses.at(-1)!.statusId;
  });
}

/** Applies all open statuses; those without a message, or that fail, wait up to a day and keep no other back. */
export async function applyStatuses(app: App): Promise<void> {
  let after: string | undefined;
  do after = await applyPage(app, after);
  while (after !== undefined);
}
