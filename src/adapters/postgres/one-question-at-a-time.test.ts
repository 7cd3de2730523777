/** Tells that a transaction asks its connection one thing after another: the driver is about to refuse the rest. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginByWhatsApp } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { KeyRing } from './key-ring.ts';
import { createStorage } from './storage.ts';

let office: TestApp;
const warnings: Error[] = [];
const listen = (warning: Error) => void warnings.push(warning);
beforeAll(async () => {
  office = await openTestApp();
  process.on('warning', listen);
});
afterAll(async () => {
  process.off('warning', listen);
  await office.close();
});

it('given a process that knows no key yet, lists are opened row by row', async () => {
  // Three of each: the driver warns of the third question.
  const identity = { bsuid: 'ID.satu', waId: '628009901111', username: 'contoh' };
  const { officeId, pool, keys, files: fileStore, clock } = office;
  const at = clock.now();
  const { contactId } = await beginByWhatsApp(office, identity.bsuid);
  for (let more = 0; more < 2; more += 1) await beginByWhatsApp(office, identity.bsuid);
  await office.whole((tx) => tx.contacts.linkIdentity(contactId!, identity, at));
  const messages = ['halo', 'menu', 'status'].map((body) => ({
    phoneNumberId: '111',
    wamid: `wamid.${body}`,
    identity,
    sentAt: at,
    content: { kind: 'text' as const, body },
  }));
  await office.intake.receive({ officeId, raw: Buffer.from('{}'), receivedAt: at, messages, statuses: [] });
  for (const wamid of ['wamid.1', 'wamid.2', 'wamid.3']) {
    const media = { mediaKey: office.app.newId(), mediaId: wamid, hint: '', arrivedAt: at.toISOString() };
    await office.whole((tx) => tx.media.add({ ...media, contactId: contactId!, wamid }));
    const original = { fileId: office.app.newId(), sha256: '', bytes: 1 };
    await office.whole((tx) => tx.media.keepLoose(media.mediaKey, { original, pages: [] }));
  }

  // A fresh ring has to ask for each key.
  const reads = [
    (tx) => tx.contacts.get(contactId!),
    (tx) => tx.cases.ofContact(contactId!),
    (tx) => tx.media.untold(contactId!),
    (tx) => tx.media.loose(contactId!),
    async (tx) => tx.inbox.waitingOf((await tx.inbox.waitingSenders(1))[0]!, 10),
  ] satisfies Parameters<TestApp['whole']>[0][];
  for (const read of reads) {
    const storage = createStorage({ pool, keys, ring: new KeyRing(keys), fileStore });
    const rows = await storage.transact({ officeId, areas: '*' }, read as Parameters<TestApp['whole']>[0]);
    if (Array.isArray(rows)) expect(rows).toHaveLength(3);
  }
  // Warnings are told after the turn in which they arise.
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings.map((warning) => warning.message)).toEqual([]);
});
