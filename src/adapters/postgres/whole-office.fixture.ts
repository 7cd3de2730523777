/** An office in which every table has a row, so that a test can tell "hidden" from "there is none". */
import {
  act,
  beginByWhatsApp,
  bring,
  done,
  hire,
  letterOf,
  type People,
} from '../../../test/support/library-office.ts';
import { openTestApp, otherDesa, type TestApp } from '../../../test/support/open-test-app.ts';
import { makeCheckpoint } from './checkpoints.ts';
import { inOffice } from './office-transaction.ts';

/** The office with its people and three cases: in Paringin, in Awayan, and one whose desa nobody knows yet. */
export interface WholeOffice {
  office: TestApp;
  people: People;
  /** Ids of the cases. */
  paringin: string;
  awayan: string;
  unknown: string;
}

const message = {
  phoneNumberId: '111',
  identity: { bsuid: 'ID.contoh1', waId: '628009901111' },
  sentAt: new Date('2026-11-23T00:00:00Z'),
};

async function talk(office: TestApp, caseIds: readonly string[]): Promise<void> {
  const { officeId, intake, clock } = office;
  const content = { kind: 'text' as const, body: 'halo' };
  const text = { ...message, wamid: 'wamid.1', content };
  const at = clock.now();
  const status = {
    phoneNumberId: '111',
    wamid: 'wamid.9',
    status: 'sent' as const,
    at,
    recipient: {},
    errorCodes: [],
  };
  await intake.receive({
    officeId,
    raw: Buffer.from('{}'),
    receivedAt: at,
    messages: [text, ...caseIds.map((caseId) => ({ ...text, wamid: `wamid.${caseId}` }))],
    statuses: [status],
  });
  await office.whole(async (tx) => {
    const { contactId } = await tx.contacts.findOrMake('111', message.identity, at);
    const [sender] = await tx.inbox.waitingSenders(1);
    const waiting = await tx.inbox.waitingOf(sender!, 10);
    for (const caseId of caseIds) {
      const heard = waiting.find((one) => one.wamid === `wamid.${caseId}`)!;
      await tx.inbox.markHandled(heard, { contactId, caseId }, at);
      const content = { kind: 'message' as const, content: { kind: 'text' as const, body: 'Halo' } };
      await tx.outbox.add({ contactId, caseId, content, purpose: 'reply' }, at);
      const mediaKey = office.app.newId();
      const arrivedAt = at.toISOString();
      await tx.media.add({
        mediaKey,
        contactId,
        caseId,
        wamid: 'wamid.2',
        mediaId: 'm1',
        hint: '',
        arrivedAt,
      });
    }
    await tx.idempotency.remember('officer', 'key-1', Buffer.alloc(32), 200, {}, at);
  });
}

/** Opens such an office; `beside` puts it on the database of another. */
export async function openWholeOffice(beside?: TestApp): Promise<WholeOffice> {
  const office = await openTestApp(beside);
  const people = await hire(office);
  const paringin = await bring(office, people, 'issued');
  const awayan = await bring(office, people, 'read', {
    answers: { namaAnggota: 'Budi Contoh', desa: otherDesa },
    number: 'PUS-2026-0002',
  });
  const unknown = await beginByWhatsApp(office);
  for (const state of [paringin, awayan]) {
    const card = state.documents.find((job) => job.form === 'card')!;
    const input = { documentId: card.id, blankSerial: `B-${state.number}`, isAtCounter: true };
    done(await act(office, people.operator, state.id, 'print-card', input));
  }
  await office.whole((tx) => {
    const intent = { attemptId: office.app.newId(), caseId: awayan.id, documentJobId: letterOf(awayan).id };
    const signer = { draftSha256: '', signerId: people.signer.officerId, authorityId: office.app.newId() };
    return tx.signing.start({ ...intent, ...signer }, office.clock.now());
  });
  await office.whole((tx) =>
    tx.accessLog.add(
      { actor: { kind: 'officer', id: 'x' }, purpose: 'history', what: 'case', caseId: awayan.id },
      office.clock.now(),
    ),
  );
  await talk(office, [paringin.id, awayan.id]);
  const scope = { officeId: office.officeId, areas: '*' } as const;
  await inOffice(office.pool, scope, (tx) => makeCheckpoint(tx, office.keys, office.clock.now()));
  // Something new waits for the next checkpoint.
  await act(office, people.intake, (await bring(office, people, 'submitted')).id, 'take-case');
  return { office, people, paringin: paringin.id, awayan: awayan.id, unknown: unknown.id };
}
