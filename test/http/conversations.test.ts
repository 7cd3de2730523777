/** Conversations with an officer over HTTP: who sees which, who is noted, and what has no number. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHandedOver } from '../../src/app/conversations.ts';
import { asResident, performIn } from '../../src/app/perform-act.ts';
import type { Officer } from '../../src/app/ports.ts';
import { pupil } from '../../src/domain/case/given.fixture.ts';
import { beginByWhatsApp, done } from '../support/library-office.ts';
import { desa, otherDesa } from '../support/open-test-app.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
beforeAll(async () => {
  http = await openTestHttp();
});
afterAll(() => http.close());

/** A resident with a case in `area` who asked for an officer. */
async function handedOver(bsuid: string, area: string): Promise<string> {
  const { office } = http;
  office.clock.move(60_000);
  const { id, contactId } = await beginByWhatsApp(office, bsuid);
  const answers = { act: 'record-answers', answers: { ...pupil, desa: area }, source: 'chat' } as const;
  await office.whole(async (tx) => {
    done(await performIn(office.app, tx, asResident(contactId!), id, answers));
    await tx.contacts.handOver(contactId!, 'voice', office.clock.now());
  });
  return contactId!;
}

const looksOf = async (officer: Officer) =>
  (
    await http.office.admin.query(
      'select purpose, what from access_log where actor_id = $1 order by access_id',
      [officer.officerId],
    )
  ).rows;

describe('a conversation with an officer', () => {
  it('stands in the list with a coded reason; list and giving back are noted with who did it', async () => {
    const officer = await http.office.addOfficer('Lia Contoh', ['petugas-layanan']);
    const contactId = await handedOver('ID.suara', desa);
    const { body } = await http.ask('GET', '/api/conversations', { as: officer });
    expect(body.contacts).toMatchObject([{ contactId, reason: 'voice' }]);
    // Who has neither name nor number is named by the page, in its own language.
    expect(body.contacts[0].label).toBeUndefined();
    await http.ask('GET', '/api/conversations', { as: officer });
    const { status } = await http.ask('POST', `/api/conversations/${contactId}/release`, { as: officer });
    expect(status).toBe(200);
    expect(await looksOf(officer)).toEqual([
      { purpose: 'queue', what: 'desk/conversations' },
      { purpose: 'hand-over-chat', what: `release/${contactId}` },
    ]);
  });

  it('is found behind many of other areas: what is not one’s own is left out before the list is cut', async () => {
    const paringin = await http.office.addOfficer('Pari Contoh', ['petugas-layanan'], {
      areas: ['63.11.04'],
    });
    const theirs = [await handedOver('ID.a', otherDesa), await handedOver('ID.b', otherDesa)];
    const mine = await handedOver('ID.c', desa);
    const first = async (officer: Officer, most: number) =>
      (await findHandedOver(http.office.app, officer, most)).map((contact) => contact.contactId);
    expect(await first(paringin, 1)).toEqual([mine]);
    expect(await first(http.people.intake, 2)).toEqual(theirs);
  });
});

describe('messages of the Tak pasti list', () => {
  it('are shown to those who may settle them, and to nobody else', async () => {
    const { office, people } = http;
    const contactId = await handedOver('ID.tak-pasti', desa);
    const content = { kind: 'message', content: { kind: 'text', body: 'Kabar' } } as const;
    await office.whole(async (tx) => {
      const outboxId = await tx.outbox.add({ contactId, content, purpose: 'reply' }, office.clock.now());
      await tx.outbox.settle(outboxId, { state: 'failed', code: 131_026 }, office.clock.now());
    });
    const shown = async (as: Officer) =>
      (await http.ask('GET', '/api/unsettled', { as })).body.messages.length;
    expect(await shown(people.intake)).toBe(1);
    expect(await shown(people.admin)).toBe(1);
    for (const officer of [people.operator, people.verifier, people.signer])
      expect(await shown(officer)).toBe(0);
  });
});
