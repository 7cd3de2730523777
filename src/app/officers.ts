/** The people of the office: hired, changed, given power to sign. An office is never left without an admin. */
import { answerFaultWords, cleanText } from '../domain/case/answer.ts';
import { nikFault } from '../domain/person/number.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, Refused } from './do-officer-act.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, SigningAuthority } from './ports.ts';

/** What an officer may do and where. */
export type Duties = Pick<Officer, 'roles' | 'areas'>;

/** Why these duties or this NIK cannot be given; nothing when they can. */
export function dutiesRefusal(app: App, wanted: Partial<Duties>, nik?: string): Refusal | undefined {
  if (nik !== undefined && nikFault(nik) !== undefined) {
    const fault = 'impossible-number';
    return refuse('bad-answer', { fieldId: 'nik', fault, field: 'NIK', hint: answerFaultWords[fault].id });
  }
  const { areas = '*' } = wanted;
  const { regencyCode } = app.office();
  const isKnown = (code: string) => code === regencyCode || app.areaName(code) !== undefined;
  return areas === '*' || areas.every(isKnown) ? undefined : refuse('unknown-area');
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

/** Makes an account an officer, who chooses a password first. The duties were checked before the account was made. */
export async function hireOfficer(
  app: App,
  admin: Officer,
  person: Duties & { accountId: string; name: string; nik?: string },
): Promise<{ officerId: string }> {
  const officerId = app.newId();
  const { nik, name, ...duties } = person;
  await app.storage.transact(scopeOf(app, asOfficer(admin)), (tx) =>
    tx.directory.addOfficer(
      { officerId, name: cleanText(name), isActive: true, mustChangePassword: true, ...duties },
      nik,
      app.clock.now(),
    ),
  );
  return { officerId };
}

/** Changes duties or closes an account; refuses when nobody would be left who can open one again. */
export function changeOfficer(
  app: App,
  admin: Officer,
  officerId: string,
  change: Partial<Duties> & { isActive?: boolean },
): Promise<Officer | Refusal> {
  const refusal = dutiesRefusal(app, change);
  if (refusal !== undefined) return Promise.resolve(refusal);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
      await tx.directory.setOfficer(officerId, change);
      const all = await tx.directory.listOfficers();
      const officer = all.find((one) => one.officerId === officerId);
      if (officer === undefined) throw new Refused(refuse('not-found'));
      if (!all.some((one) => one.isActive && one.roles.includes('admin')))
        throw new Refused(refuse('last-admin'));
      return officer;
    }),
  );
}

/** The officer may do nothing more before they have chosen a password of their own. */
export function demandNewPassword(app: App, admin: Officer, officerId: string): Promise<Officer | Refusal> {
  return app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
    await tx.directory.setOfficer(officerId, { mustChangePassword: true });
    return (await tx.directory.findOfficer(officerId)) ?? refuse('not-found');
  });
}

/** They have chosen one. */
export function noteNewPassword(app: App, officer: Officer): Promise<void> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) =>
    tx.directory.setOfficer(officer.officerId, { mustChangePassword: false }),
  );
}

/** Gives power to sign by decree. Plt and Plh are temporary by nature (UU 30/2014 Art. 14): they must have an end. */
export async function giveAuthority(
  app: App,
  admin: Officer,
  given: Omit<SigningAuthority, 'authorityId'>,
): Promise<{ authorityId: string } | Refusal> {
  const { kind, validFrom, validTo } = given;
  if (kind !== 'definitif' && validTo === undefined) return refuse('authority-needs-end');
  if (validTo !== undefined && validTo < validFrom) {
    const hint = 'Tanggal akhir harus sesudah tanggal mulai.';
    return refuse('bad-answer', { fieldId: 'validTo', field: 'Berlaku sampai', hint });
  }
  const known = app.catalogue.documents.map((document) => document.id);
  if (given.documentIds.some((id) => !known.includes(id))) return refuse('unknown-document');
  const authorityId = app.newId();
  return app.storage.transact(scopeOf(app, asOfficer(admin)), async (tx) => {
    if ((await tx.directory.findOfficer(given.officerId)) === undefined) return refuse('not-found');
    const [role, decree] = [cleanText(given.role), cleanText(given.decree)];
    await tx.directory.addAuthority({ ...given, authorityId, role, decree });
    return { authorityId };
  });
}
