/** Papers that came before their case: put into it under its own key. */

import type { StoredPage } from '../domain/case/state.ts';
import type { App } from './app.ts';
import { orThrow } from './do-officer-act.ts';
import { asResident, performIn } from './perform-act.ts';
import type { Contact, LooseFile, Transaction } from './ports.ts';

async function rewrap(
  app: App,
  tx: Transaction,
  caseId: string,
  fileId: string,
): Promise<Omit<StoredPage, 'widthPx' | 'heightPx'>> {
  const now = app.clock.now();
  const file = await tx.files.read(fileId);
  if (file === undefined) throw new Error('a loose file lost its bytes');
  const stored = await tx.files.add(
    { caseId, bytes: file.bytes, mime: file.mime, purpose: file.purpose },
    now,
  );
  await tx.files.remove(fileId, now);
  return stored;
}

async function adopt(
  app: App,
  tx: Transaction,
  contact: Contact,
  caseId: string,
  file: LooseFile,
): Promise<void> {
  const original = await rewrap(app, tx, caseId, file.original.fileId);
  const pages: StoredPage[] = [];
  for (const { fileId, widthPx, heightPx } of file.pages) {
    pages.push({ ...(await rewrap(app, tx, caseId, fileId)), widthPx, heightPx });
  }
  const { mediaKey: id, wamid, arrivedAt: receivedAt } = file;
  const attachment = { id, requirementId: null, receivedAt, original, pages, wamid };
  orThrow(
    await performIn(app, tx, asResident(contact.contactId), caseId, { act: 'add-attachment', attachment }),
  );
  await tx.media.forgetLoose(id, caseId);
}

/** Moves loose papers of a contact into a case; what arrived under a day's key is wrapped anew. */
export async function adoptPapers(
  app: App,
  tx: Transaction,
  contact: Contact,
  caseId: string,
  attachmentIds: readonly string[],
): Promise<void> {
  const loose = await tx.media.loose(contact.contactId);
  for (const file of loose.filter((one) => attachmentIds.includes(one.mediaKey))) {
    await adopt(app, tx, contact, caseId, file);
  }
}
