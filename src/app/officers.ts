/**
 * The people of the office: hired, changed, given power to sign. An office is never left without an admin, nobody
 * gives more than they have, and the access log says who gave what to whom.
 */
import { answerFaultWords, cleanText } from '../domain/case/answer.ts';
import { seesArea } from '../domain/office/seen-areas.ts';
import { nikFault } from '../domain/person/number.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow, Refused } from './do-officer-act.ts';
import { asOfficer, performIn, scopeOf } from './perform-act.ts';
import type { Officer, SigningAuthority, Transaction } from './ports.ts';

/** What an officer may do and where. */
export type Duties = Pick<Officer, 'roles' | 'areas'>;

/** Whether `areas` lie in those of the admin. */
function liesWithin(admin: Officer, areas: Officer['areas']): boolean {
  if (areas === '*') return admin.areas === '*';
  return areas.every((code) => seesArea(admin.areas, code));
}

/** Why this admin cannot give these duties or this NIK; nothing when they can. */
export function dutiesRefusal(
  app: App,
  admin: Officer,
  wanted: Partial<Duties>,
  nik?: string,
): Refusal | undefined {
  if (nik !== undefined && nikFault(nik) !== undefined) {
    const fault = 'impossible-number';
    return refuse('bad-answer', { fieldId: 'nik', fault, field: 'NIK', hint: answerFaultWords[fault].id });
  }
  const { areas } = wanted;
  if (areas === undefined) return undefined;
  const { regencyCode } = app.office();
  const isKnown = (code: string) => code === regencyCode || app.areaName(code) !== undefined;
  if (areas !== '*' && !areas.every(isKnown)) return refuse('unknown-area');
  return liesWithin(admin, areas) ? undefined : refuse('officer-outside-your-area');
}

/** Notes in the access log, for good, what was given or taken. `what` is a kind, the officer's id and the new value. */
async function note(app: App, tx: Transaction, admin: Officer, ...what: string[]): Promise<void> {
  const { actor } = asOfficer(admin);
  await tx.notify('officers');
  return tx.accessLog.add({ actor, purpose: 'officers', what: what.join('/') }, app.clock.now());
}

/** The officer, if the admin may change them: their areas lie in the admin's own. Throws a refusal if not. */
async function getInReach(tx: Transaction, admin: Officer, officerId: string): Promise<Officer> {
  const officer = await tx.directory.findOfficer(officerId);
  if (officer === undefined) throw new Refused(refuse('not-found'));
  if (!liesWithin(admin, officer.areas)) throw new Refused(refuse('officer-outside-your-area'));
  return officer;
}

/** Everybody with their authorities. */
export function listOfficers(
  app: App,
  admin: Officer,
): Promise<(Officer & { authorities: SigningAuthority[] })[]> {
  return app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
    const all: (Officer & { authorities: SigningAuthority[] })[] = [];
    for (const one of await tx.directory.listOfficers())
      all.push({ ...one, authorities: await tx.directory.authoritiesOf(one.officerId) });
    return all;
  });
}

/** Makes an account an officer, who chooses a password first; refuses when it is an officer already. */
export function hireOfficer(
  app: App,
  admin: Officer,
  person: Duties & { accountId: string; name: string; nik?: string },
): Promise<{ officerId: string } | Refusal> {
  const officerId = app.newId();
  const { nik, name, ...duties } = person;
  const refusal = dutiesRefusal(app, admin, duties, nik);
  if (refusal !== undefined) return Promise.resolve(refusal);
  return app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
    await tx.directory.lockOffice();
    if ((await tx.directory.findOfficerByAccount(person.accountId)) !== undefined)
      return refuse('account-refused', { what: 'username-taken' });
    const officer = { officerId, name: cleanText(name), isActive: true, mustChangePassword: true, ...duties };
    await tx.directory.addOfficer(officer, nik, app.clock.now());
    await note(app, tx, admin, 'hire', officerId, duties.roles.join(), [...duties.areas].join());
    return { officerId };
  });
}

/** Whether an account belongs to an officer of this office. One that does not was left behind while it was made. */
export function isOfficerAccount(app: App, admin: Officer, accountId: string): Promise<boolean> {
  return app.storage.transact(
    scopeOf(app, asOfficer(admin)),
    async (tx) => (await tx.directory.findOfficerByAccount(accountId)) !== undefined,
  );
}

/** What somebody has in hand who checks papers no more goes back to the queue; each case says by whom and why. */
async function releaseHeld(app: App, tx: Transaction, admin: Officer, officerId: string): Promise<void> {
  for (const caseId of await tx.cases.heldBy(officerId)) {
    const release = { act: 'release-case', reason: 'duty-changed' } as const;
    orThrow(await performIn(app, tx, asOfficer(admin), caseId, release));
  }
}

/** Changes duties or closes an account, which releases its cases; refuses when nobody would be left who can open one again. */
export function changeOfficer(
  app: App,
  admin: Officer,
  officerId: string,
  change: Partial<Duties> & { isActive?: boolean },
): Promise<Officer | Refusal> {
  const refusal = dutiesRefusal(app, admin, change);
  if (refusal !== undefined) return Promise.resolve(refusal);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
      // One change at a time: two admins who close each other must not both count the other as still there.
      await tx.directory.lockOffice();
      await getInReach(tx, admin, officerId);
      await tx.directory.setOfficer(officerId, change);
      const all = await tx.directory.listOfficers();
      if (!all.some((one) => one.isActive && one.roles.includes('admin')))
        throw new Refused(refuse('last-admin'));
      const { roles, areas, isActive } = change;
      if (isActive === false || roles?.includes('petugas-layanan') === false)
        await releaseHeld(app, tx, admin, officerId);
      if (roles !== undefined) await note(app, tx, admin, 'roles', officerId, roles.join());
      if (areas !== undefined) await note(app, tx, admin, 'areas', officerId, [...areas].join());
      if (isActive !== undefined) await note(app, tx, admin, isActive ? 'open' : 'close', officerId);
      return all.find((one) => one.officerId === officerId)!;
    }),
  );
}

/** The officer may do nothing more before they have chosen a password of their own. */
export function demandNewPassword(app: App, admin: Officer, officerId: string): Promise<Officer | Refusal> {
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
      const officer = await getInReach(tx, admin, officerId);
      await tx.directory.setOfficer(officerId, { mustChangePassword: true });
      await note(app, tx, admin, 'password', officerId);
      return { ...officer, mustChangePassword: true };
    }),
  );
}

/** They have chosen one. */
export function noteNewPassword(app: App, officer: Officer): Promise<void> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    await tx.directory.setOfficer(officer.officerId, { mustChangePassword: false });
    await tx.notify('officers');
  });
}

/** Gives power to sign by decree. Plt and Plh are temporary by nature (UU 30/2014 Art. 14): they must have an end. */
export async function giveAuthority(
  app: App,
  admin: Officer,
  given: Omit<SigningAuthority, 'authorityId'>,
): Promise<{ authorityId: string } | Refusal> {
  const { kind, validFrom, validTo } = given;
  if (kind !== 'definitif' && validTo === undefined) return refuse('authority-needs-end');
  if (validTo !== undefined && validTo < validFrom)
    return refuse('bad-answer', { fieldId: 'validTo', field: 'valid-to', hint: 'ends-before-it-begins' });
  const known = app.catalogue.documents.map((document) => document.id);
  if (given.documentIds.some((id) => !known.includes(id))) return refuse('unknown-document');
  const authorityId = app.newId();
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
      await getInReach(tx, admin, given.officerId);
      const [role, decree] = [cleanText(given.role), cleanText(given.decree)];
      await tx.directory.addAuthority({ ...given, authorityId, role, decree });
      await note(app, tx, admin, 'authority', given.officerId, authorityId);
      return { authorityId };
    }),
  );
}
