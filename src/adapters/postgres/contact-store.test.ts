/** Tells who is who on WhatsApp: the user id is stronger than the number, because numbers are given to others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { WhatsAppIdentity } from '../../app/ports.ts';
import { startConversation } from '../../domain/conversation/converse.ts';

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
afterAll(() => office.close());

let people = 0;
/** A person whom nobody has met yet. */
function stranger() {
  people += 1;
  return { bsuid: `ID.orang${people}`, waId: `6280099${String(people).padStart(5, '0')}` };
}
function come(identity: WhatsAppIdentity, phoneNumberId = '111') {
  office.clock.move(1_000);
  return office.whole((tx) => tx.contacts.findOrMake(phoneNumberId, identity, office.clock.now()));
}
const get = (contactId: string) => office.whole(async (tx) => (await tx.contacts.get(contactId))!);
const change = (contactId: string, next: WhatsAppIdentity) =>
  office.whole((tx) => tx.contacts.linkIdentity(contactId, next, office.clock.now()));

describe('a person', () => {
  it('is the same whether their message names the user id, the number, or both', async () => {
    const { bsuid, waId } = stranger();
    const { contactId } = await come({ bsuid, waId });
    expect((await come({ bsuid })).contactId).toBe(contactId);
    expect((await come({ waId })).contactId).toBe(contactId);
    expect((await come({ bsuid, waId })).contactId).toBe(contactId);
  });

  it('who came with a user name alone is answered by user id, and by number once it is known', async () => {
    const { bsuid, waId } = stranger();
    const { contactId, recipient } = await come({ bsuid, username: 'contoh' });
    expect(recipient).toEqual({ bsuid });
    await come({ bsuid, waId });
    expect(await get(contactId)).toMatchObject({
      identity: { bsuid, waId, username: 'contoh' },
      recipient: { phone: waId },
    });
  });

  it('known by number only is the same when the user id comes along', async () => {
    const { bsuid, waId } = stranger();
    const { contactId } = await come({ waId });
    expect((await come({ bsuid, waId })).contactId).toBe(contactId);
    expect((await come({ bsuid })).contactId).toBe(contactId);
  });

  it('is another one towards another number of the office', async () => {
    const who = stranger();
    expect((await come(who)).contactId).not.toBe((await come(who, '222')).contactId);
  });
});

describe('a changed number', () => {
  it('is where answers go from now on; the old one still leads to the person', async () => {
    const { bsuid, waId } = stranger();
    const { contactId } = await come({ bsuid, waId });
    const next = stranger().waId;
    await change(contactId, { waId: next });
    expect((await get(contactId)).recipient).toEqual({ phone: next });
    expect((await come({ waId: next })).contactId).toBe(contactId);
  });

  it('counts also when person and change become known in the same moment', async () => {
    const { waId } = stranger();
    const next = stranger().waId;
    const { contactId } = await come({ waId });
    await change(contactId, { waId: next });
    expect((await get(contactId)).recipient).toEqual({ phone: next });
  });

  it('may be changed back', async () => {
    const { bsuid, waId } = stranger();
    const { contactId } = await come({ bsuid, waId });
    await come({ bsuid, waId: stranger().waId });
    await come({ bsuid, waId });
    expect((await get(contactId)).recipient).toEqual({ phone: waId });
  });

  it('with a new user id is followed when Meta says so', async () => {
    const { contactId } = await come(stranger());
    const next = stranger();
    await change(contactId, next);
    expect((await come(next)).contactId).toBe(contactId);
  });
});

describe('a number that was given to somebody else', () => {
  it('does not open the chat and the cases of whom it belonged to', async () => {
    const first = stranger();
    const before = await come(first);
    await office.whole((tx) => tx.contacts.recordConsent(before.contactId, 'v1', office.clock.now()));
    const second = { bsuid: stranger().bsuid, waId: first.waId };
    const after = await come(second);
    expect(after.contactId).not.toBe(before.contactId);
    expect(after.consentVersion).toBeUndefined();
    expect((await come(second)).contactId).toBe(after.contactId);
  });

  it('is no address of the first person any more, who is still known by user id', async () => {
    const first = stranger();
    const { contactId } = await come(first);
    await come({ bsuid: stranger().bsuid, waId: first.waId });
    expect((await get(contactId)).recipient).toEqual({ bsuid: first.bsuid });
    expect((await come({ bsuid: first.bsuid })).contactId).toBe(contactId);
  });
});

describe('what is kept of a contact', () => {
  it('lies in the database sealed', async () => {
    const { bsuid, waId } = stranger();
    const { contactId } = await come({ bsuid, waId });
    const state = { ...startConversation(), currentCaseId: 'rahasia' };
    await office.whole((tx) => tx.contacts.saveConversation(contactId, state));
    expect(await office.whole((tx) => tx.contacts.loadConversation(contactId))).toEqual(state);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const table of ['contacts', 'contact_identities']) {
      const { rows } = await office.admin.query(`select 1 from ${table} t where t::text ~ $1`, [
        [bsuid, waId, hex(bsuid), hex(waId), hex('rahasia')].join('|'),
      ]);
      expect(rows, table).toEqual([]);
    }
  });

  it('is the time of their last message, however they come in', async () => {
    const { contactId } = await come(stranger());
    const hear = (at: string) => office.whole((tx) => tx.contacts.noteInbound(contactId, new Date(at)));
    await hear('2026-11-23T02:00:00.000Z');
    await hear('2026-11-23T01:00:00.000Z');
    expect((await get(contactId)).lastInboundAt).toBe('2026-11-23T02:00:00.000Z');
  });

  it('is a conversation in which two turns at once follow one another', async () => {
    const { contactId } = await come(stranger());
    const turn = (word: string) =>
      office.whole(async (tx) => {
        const state = (await tx.contacts.loadConversation(contactId)) ?? startConversation();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.contacts.saveConversation(contactId, {
          ...state,
          currentCaseId: `${state.currentCaseId ?? ''}${word}`,
        });
      });
    await Promise.all([turn('a'), turn('a'), turn('a')]);
    expect(await office.whole((tx) => tx.contacts.loadConversation(contactId))).toMatchObject({
      currentCaseId: 'aaa',
    });
  });
});
