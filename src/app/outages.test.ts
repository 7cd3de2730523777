/** Tells what becomes of signatures and messages while the database is away, or its last answer is lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedPdf } from '../../test/support/fake-outside.ts';
import { bring, done, hire, letterOf, type People, signerNik } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import type { App } from './app.ts';
import { listUnsettled } from './list-unsettled.ts';
import type { Storage } from './ports.ts';
import { recoverWork } from './recover-work.ts';
import { sendOutbox } from './send-outbox.ts';
import { signDocuments } from './sign-documents.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

let office: TestApp;
let people: People;
let numbers = 0;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
beforeEach(() => {
  office.signer.asked.length = 0;
  office.whatsapp.sent.length = 0;
});
afterAll(() => office.close());

/** The next letter, read and waiting for its signature. */
async function readLetter() {
  numbers += 1;
  const state = await bring(office, people, 'read', {
    number: `PUS-2026-1${String(numbers).padStart(3, '0')}`,
  });
  return { caseId: state.id, documentId: letterOf(state).id };
}
const look = async (caseId: string) => letterOf((await office.whole((tx) => tx.cases.get(caseId)))!);
const eventsOf = async (caseId: string) =>
  (await office.whole((tx) => tx.cases.events(caseId))).map((event) => event.type);
const tray = async () =>
  (await listUnsettled(office.app, people.signer)).signings.map((signing) => signing.documentId);

const breakOff = () =>
  office.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = $1 and pid <> pg_backend_pid()`,
    [office.database.appRole],
  );

/** The app, with what befalls its transactions: `befall` is given each one, numbered from 1. */
function withStorage(befall: (turn: number, run: () => Promise<unknown>) => Promise<unknown>): App {
  let turn = 0;
  const transact: Storage['transact'] = (scope, work, patience) => {
    turn += 1;
    return befall(turn, () => office.storage.transact(scope, work, patience)) as ReturnType<typeof work>;
  };
  return { ...office.app, storage: { transact } };
}
/** The transaction of this number is kept, and nobody hears of it. */
const answerLost = (lost: number) =>
  withStorage(async (turn, run) => {
    const result = await run();
    if (turn === lost) throw Object.assign(new Error('lost'), { reason: 'database-away' });
    return result;
  });
/** The work of this transaction is done again, as after a commit whose answer was lost. */
const doneAgain = (again: number) =>
  withStorage(async (turn, run) => {
    if (turn === again) await run();
    return run();
  });

describe('a signature', () => {
  it('given the database goes away while BSrE signs, when it is back, then the document is issued', async () => {
    const letter = await readLetter();
    office.signer.next.push(async () => {
      await breakOff();
      return { kind: 'signed', pdf: signedPdf(office.signer.asked.at(-1)!.pdf, signerNik) };
    });
    const [result] = done(await signDocuments(office.app, people.signer, 'frasa-benar', [letter]));
    expect(result?.outcome).toBe('signed');
    expect((await look(letter.caseId)).status).toBe('issued');
  });

  it('given the answer to storing it is lost, when it is stored again, then it was signed and issued once', async () => {
    const letter = await readLetter();
    const [result] = done(await signDocuments(doneAgain(2), people.signer, 'frasa-benar', [letter]));
    expect(result?.outcome).toBe('signed');
    const events = await eventsOf(letter.caseId);
    for (const type of ['document-signed', 'document-issued'])
      expect(events.filter((event) => event === type)).toHaveLength(1);
  });

  it.each([
    ['refused', { kind: 'refused', problem: 'wrong-passphrase' }, 'verified'],
    ['unsettled', { kind: 'unknown', reason: 'no answer' }, 'unsettled'],
  ] as const)(
    'given its outcome is "%s" and storing it is repeated, then it is recorded once',
    async (outcome, answer, status) => {
      const letter = await readLetter();
      office.signer.next.push(answer);
      const [result] = done(await signDocuments(doneAgain(2), people.signer, 'frasa-benar', [letter]));
      expect(result?.outcome).toBe(outcome);
      expect((await look(letter.caseId)).status).toBe(status);
      const events = await eventsOf(letter.caseId);
      expect(events.filter((event) => event === `signing-${outcome}`)).toHaveLength(1);
    },
  );

  it('given nobody knows whether its intent was kept, then BSrE is not asked and nothing stays open', async () => {
    const letter = await readLetter();
    const lost = signDocuments(answerLost(1), people.signer, 'frasa-benar', [letter]);
    await expect(lost).rejects.toThrow('lost');
    expect(office.signer.asked).toEqual([]);
    expect((await look(letter.caseId)).status).toBe('verified');
    const [again] = done(await signDocuments(office.app, people.signer, 'frasa-benar', [letter]));
    expect(again?.outcome).toBe('signed');
  });

  it('given the process dies while BSrE signs, when the next one starts, then it is in the tray, whatever the clock says', async () => {
    const letter = await readLetter();
    office.signer.next.push(() => new Promise(() => undefined));
    void signDocuments(office.app, people.signer, 'frasa-benar', [letter]);
    await expect.poll(async () => (await look(letter.caseId)).status, inTime).toBe('signing');
    office.clock.move(-86_400_000);
    await recoverWork(office.app, 'process-started');
    expect((await look(letter.caseId)).status).toBe('unsettled');
    expect(await tray()).toContain(letter.documentId);
    office.clock.move(86_400_000);
  });

  it('given an outage, then one that is still waited for is not given up, and a late refusal settles one that was', async () => {
    const letter = await readLetter();
    const answer = Promise.withResolvers<void>();
    office.signer.next.push(async () => {
      await answer.promise;
      return { kind: 'refused', problem: 'wrong-passphrase' };
    });
    const signing = signDocuments(office.app, people.signer, 'frasa-benar', [letter]);
    await expect.poll(async () => (await look(letter.caseId)).status, inTime).toBe('signing');
    await recoverWork(office.app, 'database-returned');
    expect((await look(letter.caseId)).status).toBe('signing');
    office.clock.move(office.app.settings.signingTimeoutMs + 1);
    await recoverWork(office.app, 'database-returned');
    expect((await look(letter.caseId)).status).toBe('unsettled');
    answer.resolve();
    expect(done(await signing)[0]?.outcome).toBe('refused');
    expect((await look(letter.caseId)).status).toBe('verified');
    expect(await tray()).not.toContain(letter.documentId);
  });

  it('given what came back cannot even be checked, then a person is asked to look', async () => {
    const letter = await readLetter();
    const checker = { check: () => Promise.reject(new Error('bug')) };
    const [result] = done(
      await signDocuments({ ...office.app, checker }, people.signer, 'frasa-benar', [letter]),
    );
    expect(result?.outcome).toBe('unsettled');
    expect(await tray()).toContain(letter.documentId);
  });
});

describe('a message', () => {
  const sending = { pace: { take: () => ({ ok: true as const }) }, backoffMs: () => 1_000 };

  /** Somebody who may be written to, and one message for them. */
  async function oneMessage(bsuid: string) {
    return office.whole(async (tx) => {
      const { contactId } = await tx.contacts.findOrMake('111', { bsuid }, office.clock.now());
      await tx.contacts.noteInbound(contactId, office.clock.now());
      const content = { kind: 'message' as const, content: { kind: 'text' as const, body: 'Halo' } };
      const outboxId = await tx.outbox.add({ contactId, content, purpose: 'reply' }, office.clock.now());
      return { contactId, outboxId };
    });
  }
  const stateOf = async (outboxId: string) =>
    (await office.admin.query<{ state: string }>('select state from outbox where outbox_id = $1', [outboxId]))
      .rows[0]!.state;

  it('given the database goes away while Meta takes it, when it is back, then it is known as taken', async () => {
    const { contactId, outboxId } = await oneMessage('ID.satu');
    office.whatsapp.nextSends.push(async () => {
      await breakOff();
      return { kind: 'accepted', wamid: 'wamid.satu' };
    });
    await sendOutbox(office.app, sending, contactId);
    expect(await stateOf(outboxId)).toBe('accepted');
  });

  it('given nobody knows whether it was taken to be sent, then it is not sent, waits, and leaves once', async () => {
    const { contactId, outboxId } = await oneMessage('ID.dua');
    await expect(sendOutbox(answerLost(1), sending, contactId)).rejects.toThrow('lost');
    expect(office.whatsapp.sent).toEqual([]);
    expect(await stateOf(outboxId)).toBe('queued');
    await sendOutbox(office.app, sending, contactId);
    expect(office.whatsapp.sent.map((one) => one.callbackData)).toEqual([outboxId]);
  });

  it('given the process dies while it leaves, then it is listed, never sent again, and the next one goes', async () => {
    const { contactId, outboxId } = await oneMessage('ID.tiga');
    const dead = Promise.withResolvers<never>();
    office.whatsapp.nextSends.push(() => dead.promise);
    void sendOutbox(office.app, sending, contactId);
    await expect.poll(() => stateOf(outboxId), inTime).toBe('sending');
    await recoverWork(office.app, 'process-started');
    const { messages } = await listUnsettled(office.app, people.intake);
    expect(messages.map((message) => message.outboxId)).toContain(outboxId);
    const next = await oneMessage('ID.tiga');
    await sendOutbox(office.app, sending, contactId);
    expect(office.whatsapp.sent.map((one) => one.callbackData)).toEqual([next.outboxId]);
  });

  it('given it was called uncertain too early, when its answer comes, then that answer counts', async () => {
    const { contactId, outboxId } = await oneMessage('ID.empat');
    const answer = Promise.withResolvers<void>();
    office.whatsapp.nextSends.push(async () => {
      await answer.promise;
      return { kind: 'accepted', wamid: 'wamid.empat' };
    });
    const sent = sendOutbox(office.app, sending, contactId);
    await expect.poll(() => stateOf(outboxId), inTime).toBe('sending');
    await recoverWork(office.app, 'database-returned');
    expect(await stateOf(outboxId)).toBe('uncertain');
    answer.resolve();
    await sent;
    expect(await stateOf(outboxId)).toBe('accepted');
  });
});

it('given a file whose job was lost, when the work is recovered, then it is fetched after all', async () => {
  const { contactId, mediaKey } = await office.whole(async (tx) => {
    const contact = await tx.contacts.findOrMake('111', { bsuid: 'ID.lima' }, office.clock.now());
    const media = { mediaKey: office.app.newId(), contactId: contact.contactId, wamid: 'w', mediaId: 'm' };
    await tx.media.add({ ...media, hint: '', arrivedAt: office.clock.now().toISOString() });
    return media;
  });
  await recoverWork(office.app, 'process-started');
  const { rows } = await office.admin.query<{ payload: object }>(
    "select payload from graphile_worker._private_jobs where key like 'fetch-media/%'",
  );
  expect(rows.map((row) => row.payload)).toContainEqual(expect.objectContaining({ mediaKey }));
  expect(contactId).toBeDefined();
});
