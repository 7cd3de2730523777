/** Who may ask for what: every route, every role and nobody at all. A route without a row here fails the test. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../src/domain/case/acts.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

/** `anybody` needs no account, `staff` any; otherwise the roles that may. */
type Who = 'anybody' | 'staff' | readonly Role[];
interface Row {
  who: Who;
  /** A body that is well formed: what is asked about does not exist, so that nothing happens. */
  body?: unknown;
}

const id = '01a20033-53bc-73b2-9aea-70af57239337';
const sha256 = 'a'.repeat(64);
const intake: Who = ['petugas-layanan'];
const operator: Who = ['operator'];
const signer: Who = ['penandatangan'];
const admin: Who = ['admin'];
const document = { documentId: id };

const table: Record<string, Row> = {
  'GET /health': { who: 'anybody' },
  'GET /webhooks/whatsapp': { who: 'anybody' },
  'POST /webhooks/whatsapp': { who: 'anybody', body: {} },
  'GET /api/openapi.json': { who: 'anybody' },
  'GET /api/office': { who: 'anybody' },
  'POST /api/session': { who: 'anybody', body: { username: 'x', password: 'y' } },
  'GET /api/session': { who: 'staff' },
  'POST /api/session/password': {
    who: 'staff',
    body: { currentPassword: 'sama saja', newPassword: 'sama saja' },
  },
  'DELETE /api/session': { who: 'anybody' },

  'POST /api/track': { who: 'anybody', body: { number: 'B-1', pin: '1' } },
  'POST /api/track/document': { who: 'anybody', body: { number: 'B-1', pin: '1', ...document } },
  'POST /api/check/code': { who: 'anybody', body: { code: 'X' } },
  'POST /api/check/file': { who: 'anybody' },

  'GET /api/desks': { who: 'staff' },
  'GET /api/desks/:desk': { who: 'staff' },
  'GET /api/services': { who: 'staff' },
  'GET /api/areas': { who: 'staff' },
  'GET /api/changes': { who: 'staff' },
  'GET /api/unsettled': { who: 'staff' },
  'GET /api/files/:fileId': { who: 'staff' },
  'GET /api/cases/:caseId': { who: 'staff' },
  'GET /api/cases/:caseId/history': { who: 'staff' },
  'GET /api/cases/:caseId/own-papers': { who: 'staff' },
  'GET /api/cases/:caseId/own-papers/:paper': { who: 'staff' },
  'GET /api/cases/:caseId/siak-entry': { who: operator },

  'POST /api/cases': { who: intake, body: { serviceId: 'x', forWhom: 'self', answers: {}, submit: false } },
  'POST /api/cases/:caseId/papers': { who: intake },
  'POST /api/cases/:caseId/take-case': { who: intake, body: {} },
  'POST /api/cases/:caseId/release-case': { who: ['petugas-layanan', 'admin'], body: {} },
  'POST /api/cases/:caseId/record-answers': { who: ['petugas-layanan', 'operator'], body: { answers: {} } },
  'POST /api/cases/:caseId/check-fields': { who: intake, body: { fields: ['x'] } },
  'POST /api/cases/:caseId/assign-attachment': {
    who: intake,
    body: { attachmentId: id, requirementId: null },
  },
  'POST /api/cases/:caseId/withdraw-attachment': { who: intake, body: { attachmentId: id } },
  'POST /api/cases/:caseId/submit-case': { who: intake, body: {} },
  'POST /api/cases/:caseId/accept-paper': { who: intake, body: { requirementId: 'kk' } },
  'POST /api/cases/:caseId/ask-again': { who: intake, body: { requirementId: 'kk', reason: 'missing' } },
  'POST /api/cases/:caseId/accept-case': { who: intake, body: {} },
  'POST /api/cases/:caseId/reject-case': { who: intake, body: { reason: 'duplicate' } },
  'POST /api/cases/:caseId/withdraw-case': { who: intake, body: {} },
  'POST /api/cases/:caseId/hand-over': {
    who: intake,
    body: { ...document, code: '123456', identitySeen: true },
  },
  'POST /api/cases/:caseId/pin': { who: intake, body: { proof: 'ktp-el', via: 'counter' } },
  'POST /api/cases/:caseId/receive-document': {
    who: intake,
    body: { ...document, recipient: { name: 'Rahmat', relation: 'family' }, identitySeen: true },
  },
  'POST /api/cases/:caseId/pickup-code': { who: intake, body: { identitySeen: true } },

  'POST /api/cases/:caseId/drafts': { who: operator },
  'POST /api/cases/:caseId/signed': { who: operator },
  'POST /api/cases/:caseId/print-card': { who: operator, body: { ...document, blankSerial: 'B' } },
  'POST /api/cases/:caseId/offer-card': { who: operator, body: document },
  'POST /api/cases/:caseId/return-to-intake': {
    who: ['operator', 'verifikator'],
    body: { reason: 'mismatch-papers' },
  },
  'POST /api/cases/:caseId/verify-documents': {
    who: ['verifikator'],
    body: { documents: [{ ...document, draftSha256: sha256 }] },
  },
  'POST /api/cases/:caseId/return-document': {
    who: ['verifikator', 'penandatangan'],
    body: { ...document, reason: 'spelling' },
  },

  'POST /api/cases/:caseId/mark-read': { who: signer, body: { ...document, draftSha256: sha256 } },
  'GET /api/signing/queue': { who: signer },
  'POST /api/signing': { who: signer, body: { passphrase: 'x', documents: [{ caseId: id, ...document }] } },
  'POST /api/cases/:caseId/settle-signing': {
    who: ['penandatangan', 'admin'],
    body: { ...document, attemptId: id, evidence: 'riwayat BSrE' },
  },

  'POST /api/unsettled/messages/:outboxId/settle': {
    who: ['petugas-layanan', 'admin'],
    body: { how: 'handled' },
  },

  'GET /api/evidence/:fileId': { who: admin },
  'GET /api/officers': { who: admin },
  'POST /api/officers': {
    who: admin,
    body: {
      username: 'contoh',
      name: 'Contoh',
      roles: ['operator'],
      areas: '*',
    },
  },
  'POST /api/officers/:officerId': { who: admin, body: { isActive: true } },
  'POST /api/officers/:officerId/start-password': { who: admin },
  'POST /api/officers/:officerId/authorities': {
    who: admin,
    body: {
      role: 'Kepala',
      kind: 'definitif',
      decree: 'SK 1',
      validFrom: '2026-01-01',
      documentIds: ['surat-anggota'],
    },
  },

  'GET /api/conversations': { who: intake },
  'GET /api/conversations/:contactId': { who: intake },
  'POST /api/conversations/:contactId/phone': { who: intake, body: {} },
  'GET /api/conversations/:contactId/recordings/:mediaKey': { who: intake },
  'POST /api/conversations/:contactId/release': { who: intake, body: {} },
};

/** Answered by the account library, which has tests of its own. */
const notOurs = ['ALL /api/accounts/*'];

let http: TestHttp;
beforeAll(async () => {
  http = await openTestHttp();
});
afterAll(() => http.close());

/** Every route of the server, read off its routing tree. */
function routesOf(tree: string): string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const match = /^(?<indent>[│├└─ ]*)(?<part>\S+) \((?<methods>[^)]+)\)/u.exec(line);
    if (match?.groups === undefined) return [];
    const depth = match.groups.indent!.length / 4 - 1;
    path.length = depth;
    path.push(match.groups.part!);
    const methods = match.groups.methods!.split(', ').filter((method) => method !== 'HEAD');
    // A route for all methods is the account library's.
    if (methods.length > 4) return notOurs;
    return methods.map((method) => `${method} ${path.join('')}`);
  });
}

/** Who may, as the server answers: 401 and 403 are "no", everything else got past the door. */
async function mayPass(route: string, role: Role | undefined): Promise<boolean> {
  const [method, url] = route.split(' ') as ['GET' | 'POST', string];
  const officers = {
    'petugas-layanan': http.people.intake,
    operator: http.people.operator,
    verifikator: http.people.verifier,
    penandatangan: http.people.signer,
    admin: http.people.admin,
  };
  const address = url.replace(':desk', 'all').replace(':paper', 'receipt').replace(/:\w+/gu, id);
  const { body } = table[route]!;
  const as = role && officers[role];
  const answer = await http.ask(method, address, { ...(as && { as }), ...(body !== undefined && { body }) });
  expect(answer.status, `${route} as ${role}`).not.toBe(500);
  // A wrong PIN, user name or signature is "no" to what was said, not to who said it.
  if (answer.status === 403 && answer.body?.refused === 'wrong-pin') return true;
  if (answer.status === 401 && answer.body?.refused === 'wrong-password') return true;
  if (url.startsWith('/webhooks/')) return answer.status === 401 || answer.status === 403;
  if (answer.status === 401) expect(answer.body.refused).toBe('not-signed-in');
  if (answer.status === 403) expect(answer.body.refused).toBe('not-your-duty');
  return answer.status !== 401 && answer.status !== 403;
}

describe('the table', () => {
  it('has a row for every route of the server, and no other', () => {
    const routes = routesOf(http.server.printRoutes({ commonPrefix: false })).sort();
    expect(routes).toEqual([...Object.keys(table), ...notOurs].sort());
  });

  it('lists every route of the API in its description, with a summary', async () => {
    const { body } = await http.ask('GET', '/api/openapi.json');
    const described = Object.entries(
      body.paths as Record<string, Record<string, { summary?: string }>>,
    ).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { summary }]) => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`,
        summary,
      ]),
    );
    const api = Object.keys(table).filter(
      (route) => / \/api\//u.test(route) && !route.endsWith('openapi.json'),
    );
    expect(
      described
        .map(([route]) => route)
        .filter((route) => / \/api\//u.test(route!))
        .sort(),
    ).toEqual(api.sort());
    expect(described.filter(([route, summary]) => / \/api\//u.test(route!) && !summary)).toEqual([]);
  });
});

// The stream of changes never ends; it is tested by itself.
const asked = Object.keys(table).filter((route) => route !== 'GET /api/changes');

describe.each(asked)('%s', (route) => {
  const { who } = table[route]!;
  it(`is for ${typeof who === 'string' ? who : who.join(' and ')} alone`, async () => {
    const passed: (Role | 'nobody')[] = [];
    if (route === 'POST /api/session') {
      // Signing in goes through the account library.
      return;
    }
    if (await mayPass(route, undefined)) passed.push('nobody');
    for (const role of roles) if (await mayPass(route, role)) passed.push(role);
    const staff: readonly Role[] = typeof who === 'string' ? roles : who;
    expect(passed).toEqual([
      ...(who === 'anybody' ? ['nobody' as const] : []),
      ...roles.filter((role) => staff.includes(role)),
    ]);
  });
});
