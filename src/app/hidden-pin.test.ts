/** Tells that a PIN said in the chat cannot be read again: not in the raw webhook, nor anywhere else, by any key. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whereReadable } from '../../test/support/everything-readable.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { Resident } from '../../test/support/resident.ts';
import { handleInbox } from './handle-inbox.ts';

const PIN = '483915';
let office: TestApp;
let siti: Resident;
beforeEach(async () => {
  office = await openTestApp();
  siti = new Resident(office, 'ID.siti');
});
afterEach(() => office.close());

/** Everything up to the summary, which asks for the PIN. */
async function comeToSummary(): Promise<void> {
  await siti.type('halo');
  await siti.tap('Setuju');
  await siti.tap('Kartu perpustakaan');
  await siti.tap('Saya');
  for (const answer of ['Melati Contoh', '14-05-1990', 'tidak', 'lewati', 'tidak']) await siti.type(answer);
  for (const paper of ['kk', 'surat-kerja']) {
    await siti.photo(paper);
    await siti.fetched();
  }
}
const status = async () =>
  (await office.whole(async (tx) => tx.cases.ofContact(await siti.contactId())))[0]!.status;
const threadTexts = () =>
  office.whole(async (tx) => (await tx.inbox.thread(await siti.contactId(), 100)).map(({ text }) => text));

describe('a PIN', () => {
  it('that hands the case in is nowhere afterwards, and dots in the thread', async () => {
    await comeToSummary();
    await siti.deliver({ kind: 'text', body: PIN });
    expect(await whereReadable(office, PIN)).toEqual([
      'public.raw_webhooks.body_sealed',
      'public.inbound_messages.message_sealed',
    ]);
    await siti.answered();
    expect(await status()).toBe('submitted');
    expect(await whereReadable(office, PIN)).toEqual([]);
    expect(await threadTexts()).toContain('••••••');
  });

  it('that Meta delivers three times leaves no copy', async () => {
    await comeToSummary();
    await siti.type(PIN, 3);
    expect(await whereReadable(office, PIN)).toEqual([]);
  });

  it('that is sent twice, said in a sentence, or changed afterwards is hidden all the same', async () => {
    await comeToSummary();
    await siti.type(`PIN saya ${PIN} ya`);
    expect(await status()).toBe('draft');
    const wamid = await siti.type(PIN);
    await siti.type(PIN);
    await siti.send({ kind: 'edit', targetWamid: wamid, body: 'maaf, salah' });
    await siti.send({ kind: 'edit', targetWamid: 'wamid.lain', body: `PIN ${PIN}` });
    expect(await whereReadable(office, PIN)).toEqual([]);
    expect((await threadTexts()).filter((text) => text === '••••••')).toHaveLength(5);
  });

  it('that comes with another message in one webhook goes, and the other message is still handled', async () => {
    await comeToSummary();
    const message = (wamid: string, bsuid: string, body: string) => ({
      phoneNumberId: '111',
      wamid,
      identity: { bsuid },
      sentAt: office.clock.now(),
      content: { kind: 'text' as const, body },
    });
    await office.intake.receive({
      officeId: office.officeId,
      raw: Buffer.from(`{"a":"${PIN}","b":"halo dari Budi"}`),
      receivedAt: office.clock.now(),
      messages: [message('wamid.pin', siti.bsuid, PIN), message('wamid.budi', 'ID.budi', 'halo dari Budi')],
      statuses: [],
    });
    await handleInbox(office.app);
    expect(await whereReadable(office, PIN)).toEqual([]);
    expect(await whereReadable(office, 'halo dari Budi')).toEqual(['public.inbound_messages.message_sealed']);
    const { rows } = await office.admin.query("select from inbound_messages where state = 'waiting'");
    expect(rows).toEqual([]);
  });

  it('in a message that cannot be handled is hidden when it is laid aside', async () => {
    await comeToSummary();
    office.app.catalogue.at = () => {
      throw new Error('a bug');
    };
    await siti.deliver({ kind: 'text', body: PIN });
    for (let time = 0; time < 5; time += 1) await handleInbox(office.app).catch(() => undefined);
    const { rows } = await office.admin.query("select from inbound_messages where state = 'parked'");
    expect(rows).toHaveLength(1);
    expect(await whereReadable(office, PIN)).toEqual([]);
  });
});

describe('six digits that answer a question', () => {
  it('stay readable for officers', async () => {
    await siti.type('halo');
    await siti.tap('Setuju');
    await siti.tap('Kartu perpustakaan');
    await siti.tap('Saya');
    await siti.type('140590');
    expect(await threadTexts()).toContain('140590');
  });
});
