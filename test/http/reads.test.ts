/** Every look at personal data leaves a line: who, what, why. A route that shows something new must be named here. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Officer } from '../../src/app/ports.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { act, beginByWhatsApp, bring, done, letterOf, pin } from '../support/library-office.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let state: CaseState;
let toSign: CaseState;
let contactId: string;
beforeAll(async () => {
  http = await openTestHttp();
  state = await bring(http.office, http.people, 'issued', { number: 'PUS-2026-0001' });
  toSign = await bring(http.office, http.people, 'verified', { number: 'PUS-2026-0002' });
  contactId = (await beginByWhatsApp(http.office)).contactId!;
  await http.office.whole((tx) => tx.contacts.handOver(contactId, 'asked', http.office.clock.now()));
});
beforeEach(() => http.office.admin.query('delete from access_log'));
afterAll(() => http.close());

const looks = async () =>
  (
    await http.office.admin.query(
      'select actor_kind, actor_id, purpose, what, case_id from access_log order by access_id',
    )
  ).rows;

/** What is seen, by whom, at which address, and the lines that it leaves; none means: nothing personal in it. */
type Look = [
  what: string,
  who: keyof TestHttp['people'],
  path: () => string,
  lines: object[] | (() => object[]),
];
const page = () => state.attachments[0]!.pages[0]!.fileId;
const table: Look[] = [
  ['a queue', 'intake', () => '/api/desks/all', [{ purpose: 'queue', what: 'desk/all', case_id: null }]],
  ['a search', 'intake', () => '/api/desks/all?search=rara', [{ purpose: 'search', what: 'desk/all' }]],
  ['a case', 'intake', () => `/api/cases/${state.id}`, [{ purpose: 'history', what: 'case' }]],
  [
    'a case at a desk',
    'verifier',
    () => `/api/cases/${state.id}?purpose=verification`,
    [{ purpose: 'verification', what: 'case' }],
  ],
  [
    'the numbers of a case',
    'intake',
    () => `/api/cases/${state.id}?purpose=intake&reveal=1`,
    [{ purpose: 'intake', what: 'case/numbers' }],
  ],
  [
    'the history',
    'intake',
    () => `/api/cases/${state.id}/history`,
    [{ purpose: 'history', what: 'history' }],
  ],
  [
    'what is keyed into SIAK',
    'operator',
    () => `/api/cases/${state.id}/siak-entry`,
    [{ purpose: 'siak-entry', what: 'case/numbers' }],
  ],
  [
    'a page',
    'intake',
    () => `/api/files/${page()}?purpose=intake`,
    [{ purpose: 'intake', what: 'file/paper-page' }],
  ],
  [
    'a draft',
    'signer',
    () => `/api/files/${letterOf(state).draft!.fileId}?purpose=signing`,
    [{ purpose: 'signing', what: 'file/draft' }],
  ],
  [
    'a signed PDF',
    'intake',
    () => `/api/files/${letterOf(state).signed!.fileId}`,
    [{ purpose: 'history', what: 'file/signed' }],
  ],
  [
    'a printed form',
    'intake',
    () => `/api/cases/${state.id}/own-papers/receipt`,
    [{ purpose: 'print', what: 'paper/receipt' }],
  ],
  [
    'what waits for a signature',
    'signer',
    () => '/api/signing/queue',
    () => [{ purpose: 'signing', what: 'signing-queue', case_id: toSign.id }],
  ],
  [
    'a chat',
    'intake',
    () => `/api/conversations/${contactId}`,
    () => [{ purpose: 'hand-over-chat', what: `thread/${contactId}` }],
  ],
  ['how many wait', 'intake', () => '/api/desks', []],
  ['which papers could be printed', 'intake', () => `/api/cases/${state.id}/own-papers`, []],
  [
    'which chats wait',
    'intake',
    () => '/api/conversations',
    [{ purpose: 'queue', what: 'desk/conversations' }],
  ],
  ['what is unsettled', 'signer', () => '/api/unsettled', [{ purpose: 'queue', what: 'desk/unsettled' }]],
  ['the services', 'intake', () => '/api/services', []],
  ['the areas', 'intake', () => '/api/areas', []],
  ['who is signed in', 'intake', () => '/api/session', []],
  ['the officers', 'admin', () => '/api/officers', []],
];

describe('a look', () => {
  it.each(table)('at %s is noted', async (_what, who, path, lines) => {
    const officer: Officer = http.people[who];
    const answer = await http.ask('GET', path(), { as: officer });
    expect(answer.status).toBe(200);
    const expected = typeof lines === 'function' ? lines() : lines;
    const by = { actor_kind: 'officer', actor_id: officer.officerId };
    expect(await looks()).toEqual(expected.map((line) => expect.objectContaining({ ...by, ...line })));
  });

  it.each(table.filter(([, , , lines]) => Array.isArray(lines) && lines.length === 0))(
    'at %s that is not noted shows nothing personal',
    async (_what, who, path) => {
      const { text } = await http.ask('GET', path(), { as: http.people[who] });
      expect(text).not.toMatch(/Rara|9901042311200001|PUS-2026|Jalan Contoh|2011-03-02|99010152/u);
    },
  );

  it('that was refused is not noted as one', async () => {
    const other = await http.office.addOfficer('Jauh Contoh', ['petugas-layanan'], { areas: ['63.11.05'] });
    await http.ask('GET', `/api/cases/${state.id}`, { as: other });
    await http.ask('GET', `/api/files/${page()}`, { as: other });
    expect(await looks()).toEqual([]);
  });

  it('at a queue that renews itself is noted once in a while, not every time', async () => {
    for (let time = 0; time < 3; time += 1)
      await http.ask('GET', '/api/desks/intake', { as: http.people.intake });
    await http.ask('GET', '/api/desks/intake', { as: http.people.operator });
    await http.ask('GET', '/api/desks/siak', { as: http.people.intake });
    expect((await looks()).map(({ actor_id, what }) => [actor_id, what])).toEqual([
      [http.people.intake.officerId, 'desk/intake'],
      [http.people.operator.officerId, 'desk/intake'],
      [http.people.intake.officerId, 'desk/siak'],
    ]);
  });

  it('of the resident is noted as theirs', async () => {
    const key = { number: state.number, pin };
    await http.ask('POST', '/api/track', { body: key });
    await http.ask('POST', '/api/track/document', { body: { ...key, documentId: letterOf(state).id } });
    const by = { actor_kind: 'resident', actor_id: state.id, case_id: state.id };
    expect(await looks()).toEqual([
      { ...by, purpose: 'track', what: 'track' },
      { ...by, purpose: 'deliver', what: 'document/surat-anggota' },
    ]);
  });
});

describe('what a look shows', () => {
  it('is a number masked, unless it is revealed', async () => {
    const masked = await http.ask('GET', `/api/cases/${state.id}`, { as: http.people.intake });
    expect(masked.text).not.toContain('9901042311200001');
    expect(masked.text).toContain('9901•• •••••• 0001');
    const revealed = await http.ask('GET', `/api/cases/${state.id}?reveal=1`, { as: http.people.intake });
    expect(revealed.text).toContain('9901042311200001');
  });

  it('is never the file as it was sent, only what was drawn anew from it', async () => {
    const { fileId } = state.attachments[0]!.original;
    expect((await http.ask('GET', `/api/files/${fileId}`, { as: http.people.intake })).status).toBe(404);
  });

  it('is never a file that belongs to no case yet', async () => {
    const page = { bytes: Buffer.from('x'), mime: 'image/jpeg', purpose: 'paper-page' };
    const { fileId } = await http.office.whole((tx) => tx.files.add(page, http.office.clock.now()));
    expect((await http.ask('GET', `/api/files/${fileId}`, { as: http.people.intake })).status).toBe(404);
  });

  it('has its own type and is shown in place', async () => {
    const image = await http.ask('GET', `/api/files/${page()}`, { as: http.people.intake });
    expect(image.headers).toMatchObject({ 'content-type': 'image/jpeg', 'content-disposition': 'inline' });
    const pdf = await http.ask('GET', `/api/files/${letterOf(state).draft!.fileId}`, {
      as: http.people.intake,
    });
    expect(pdf.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    });
    const own = await http.ask('GET', `/api/cases/${state.id}/own-papers/receipt`, {
      as: http.people.intake,
    });
    expect(own.headers['content-disposition']).toBe(`inline; filename="receipt-${state.number}.pdf"`);
  });
});

describe('the desk of cards', () => {
  it('shows whoever only prints what is to be printed, and the counter also what lies there', async () => {
    const { office, people } = http;
    const state = await bring(office, people, 'accepted', { number: 'PUS-2026-0077' });
    const card = state.documents.find((job) => job.form === 'card')!.id;
    const sees = async (as: Officer) => {
      const { body } = await http.ask('GET', '/api/desks/cards', { as });
      return body.cases.some((one: { caseId: string }) => one.caseId === state.id);
    };
    expect([await sees(people.operator), await sees(people.intake)]).toEqual([true, true]);
    const printed = { documentId: card, blankSerial: 'KIA-077', isAtCounter: true };
    done(await act(office, people.operator, state.id, 'print-card', printed));
    expect([await sees(people.operator), await sees(people.intake)]).toEqual([false, true]);
  });
});
