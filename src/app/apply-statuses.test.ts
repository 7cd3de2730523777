/** Tells what follows from Meta's statuses: a PDF that arrived is received; strangers' statuses block nobody. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginByWhatsApp, bring, hire, letterOf, type People } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import type { CaseState } from '../domain/case/state.ts';
import { applyStatuses } from './apply-statuses.ts';
import type { DeliveryStatus } from './ports.ts';

let office: TestApp;
let people: People;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  contactId = (await beginByWhatsApp(office)).contactId!;
});
beforeEach(() => office.admin.query('delete from delivery_statuses; delete from outbox'));
afterAll(() => office.close());

const send = (purpose: string, caseId?: string) =>
  office.whole(async (tx) => {
    const content = { kind: 'message' as const, content: { kind: 'text' as const, body: 'x' } };
    const outboxId = await tx.outbox.add(
      { contactId, content, purpose, ...(caseId && { caseId }) },
      office.clock.now(),
    );
    await tx.outbox.settle(
      outboxId,
      { state: 'accepted', wamid: `w.${outboxId}`, mediaId: 'm1' },
      office.clock.now(),
    );
    return `w.${outboxId}`;
  });

async function hear(...statuses: (Pick<DeliveryStatus, 'wamid' | 'status'> & Partial<DeliveryStatus>)[]) {
  const at = office.clock.now();
  const whole = statuses.map((one) => ({ phoneNumberId: '111', at, recipient: {}, errorCodes: [], ...one }));
  const { officeId } = office;
  await office.intake.receive({
    officeId,
    raw: Buffer.from('{}'),
    receivedAt: at,
    messages: [],
    statuses: whole,
  });
}
const documentOf = async (state: CaseState) =>
  letterOf((await office.whole((tx) => tx.cases.get(state.id)))!);
const open = async () =>
  (await office.admin.query('select count(*)::int as count from delivery_statuses where applied_at is null'))
    .rows[0].count;
const stateOf = async (wamid: string) =>
  (await office.admin.query('select state from outbox where wamid = $1', [wamid])).rows[0].state;

describe('a PDF', () => {
  it('that was delivered is a document received; hearing it again changes nothing', async () => {
    const state = await bring(office, people, 'issued');
    const wamid = await send(`document/${letterOf(state).id}`, state.id);
    await hear({ wamid, status: 'sent' });
    await applyStatuses(office.app);
    expect(await documentOf(state)).toMatchObject({ status: 'issued' });
    await hear({ wamid, status: 'delivered' }, { wamid, status: 'read' });
    await applyStatuses(office.app);
    await applyStatuses(office.app);
    expect(await documentOf(state)).toMatchObject({ status: 'received' });
    const events = await office.whole((tx) => tx.cases.events(state.id));
    expect(events.filter((event) => event.type === 'document-received')).toHaveLength(1);
    expect(office.log).toEqual([]);
  });

  it('that could not be sent is not received', async () => {
    const state = await bring(office, people, 'issued', { number: 'PUS-2026-0002' });
    const wamid = await send(`document/${letterOf(state).id}`, state.id);
    await hear({ wamid, status: 'failed', errorCodes: [131_026] });
    await applyStatuses(office.app);
    expect(await documentOf(state)).toMatchObject({ status: 'issued' });
    expect(await stateOf(wamid)).toBe('failed');
  });

  it('does not stay at Meta once it has arrived', async () => {
    await office.admin.query('delete from graphile_worker._private_jobs');
    await hear({ wamid: await send('reply'), status: 'delivered' });
    await applyStatuses(office.app);
    const { rows } = await office.admin.query(
      "select key from graphile_worker.jobs where task_identifier = 'delete-media'",
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a status', () => {
  it('that came before its message is applied as soon as the message is known', async () => {
    await hear({ wamid: 'w.early', status: 'delivered' });
    await applyStatuses(office.app);
    expect(await open()).toBe(1);
    const wamid = await send('reply');
    await office.admin.query("update outbox set wamid = 'w.early' where wamid = $1", [wamid]);
    await applyStatuses(office.app);
    expect([await open(), await stateOf('w.early')]).toEqual([0, 'delivered']);
  });

  it('of a message that is not ours is laid aside after a day', async () => {
    await hear({ wamid: 'w.foreign', status: 'sent' });
    office.clock.move(23 * 3_600_000);
    await applyStatuses(office.app);
    expect(await open()).toBe(1);
    office.clock.move(2 * 3_600_000);
    await applyStatuses(office.app);
    expect(await open()).toBe(0);
  });

  it('of ours is applied however many strangers’ wait before it', async () => {
    const strangers = Array.from({ length: 600 }, (_, index) => ({
      wamid: `w.x${index}`,
      status: 'sent' as const,
    }));
    await hear(...strangers);
    const wamid = await send('reply');
    await hear({ wamid, status: 'read' });
    await applyStatuses(office.app);
    expect(await stateOf(wamid)).toBe('read');
  });

  it('that fails keeps none of the others back, and is told to the log', async () => {
    const state = await bring(office, people, 'issued', { number: 'PUS-2026-0003' });
    const broken = await send(`document/${letterOf(state).id}`, state.id);
    await office.admin.query("update cases set state_sealed = '\\x00' where case_id = $1", [state.id]);
    const wamid = await send('reply');
    await hear({ wamid: broken, status: 'delivered' }, { wamid, status: 'delivered' });
    await applyStatuses(office.app);
    expect(await stateOf(wamid)).toBe('delivered');
    expect(office.log).toMatchObject([{ level: 'incident' }]);
    expect(await open()).toBe(1);
  });
});
