/** Applies what Meta says became of our messages; a PDF that arrived is a document received. */
import { isRefusal } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';

/** A status may come before our own answer is stored, or for a message that is not ours: kept this long. */
const PARKED_MS = 24 * 3_600_000;

/** Applies all open statuses; those without a message wait for it, up to a day. */
export async function applyStatuses(app: App): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const now = app.clock.now();
    for (const status of await tx.inbox.openStatuses(500)) {
      const message = await tx.outbox.applyStatus(status, now);
      if (message === undefined) {
        if (now.getTime() - Date.parse(status.receivedAt) > PARKED_MS)
          await tx.inbox.closeStatus(status.statusId, now);
        continue;
      }
      await tx.inbox.closeStatus(status.statusId, now);
      await tx.notify(`contact/${message.contactId}`);
      const hasArrived = status.status === 'delivered' || status.status === 'read';
      // What has arrived need not lie at Meta any longer.
      if (hasArrived && message.mediaId !== undefined) {
        await tx.jobs.add('delete-media', { mediaId: message.mediaId }, { key: message.mediaId });
      }
      const documentId = /^document\/(.+)$/u.exec(message.purpose)?.[1];
      if (documentId === undefined || message.caseId === undefined || !hasArrived) continue;
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
  });
}
