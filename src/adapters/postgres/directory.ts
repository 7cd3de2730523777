/** The office itself: its profile, its people, their powers to sign, and its areas. */
import type { Directory, Office, OfficeProfile, Officer, SigningAuthority } from '../../app/ports.ts';
import type { Role } from '../../domain/case/acts.ts';
import { seal, unseal } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import type { Schema } from './schema.ts';
import { given, type StoreContext } from './store-context.ts';

function toOfficer(row: {
  officer_id: string;
  account_id: string;
  name: string;
  roles: string[];
  areas: string[];
  is_active: boolean;
  must_change_password: boolean;
}): Officer {
  return {
    officerId: row.officer_id,
    accountId: row.account_id,
    name: row.name,
    roles: row.roles as Role[],
    areas: row.areas.includes('*') ? '*' : row.areas,
    isActive: row.is_active,
    mustChangePassword: row.must_change_password,
  };
}

const OFFICER = [
  'officer_id',
  'account_id',
  'name',
  'roles',
  'areas',
  'is_active',
  'must_change_password',
] as const;

/** The directory of one transaction. */
export class PostgresDirectory implements Directory {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async office(): Promise<Office> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(sqlFor.selectFrom('offices').selectAll().where('office_id', '=', officeId));
    if (row === undefined) throw new Error('the office has not been set up');
    return {
      officeId,
      name: row.name,
      regencyCode: row.regency_code,
      regencyName: row.regency_name,
      utcOffsetMinutes: row.utc_offset_minutes,
      clockOffsetMs: Number(row.clock_offset_ms),
      profile: row.profile as OfficeProfile,
    };
  }

  async lockOffice(): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows('select 1 from offices where office_id = $1 for no key update', [officeId]);
  }

  async setClockOffset(offsetMs: number): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor.updateTable('offices').set({ clock_offset_ms: offsetMs }).where('office_id', '=', officeId),
    );
  }

  async #officer(column: 'account_id' | 'officer_id', value: string): Promise<Officer | undefined> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('officers')
        .select(OFFICER)
        .where('office_id', '=', officeId)
        .where(column, '=', value),
    );
    return row && toOfficer(row);
  }

  findOfficerByAccount(accountId: string): Promise<Officer | undefined> {
    return this.#officer('account_id', accountId);
  }

  findOfficer(officerId: string): Promise<Officer | undefined> {
    return this.#officer('officer_id', officerId);
  }

  async officerNames(officerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ officer_id: string; name: string }>(
      'select officer_id, name from officers where office_id = $1 and officer_id = any ($2::uuid[])',
      [officeId, officerIds],
    );
    return new Map(rows.map((row) => [row.officer_id, row.name]));
  }

  async listOfficers(): Promise<Officer[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor.selectFrom('officers').select(OFFICER).where('office_id', '=', officeId).orderBy('name'),
    );
    return rows.map(toOfficer);
  }

  async addOfficer(officer: Officer, nik: string | undefined, now: Date): Promise<void> {
    const { tx, officeId, ring } = this.#context;
    const key = await ring.make(tx, 'contact', now);
    await tx.run(
      sqlFor.insertInto('officers').values({
        office_id: officeId,
        officer_id: officer.officerId,
        account_id: officer.accountId,
        name: officer.name,
        roles: [...officer.roles],
        areas: officer.areas === '*' ? ['*'] : [...officer.areas],
        is_active: officer.isActive,
        must_change_password: officer.mustChangePassword ?? false,
        key_id: key.keyId,
        nik_sealed:
          nik === undefined ? null : seal(key.key, Buffer.from(nik), `officers/${officer.officerId}/nik`),
      }),
    );
  }

  async setOfficer(officerId: string, change: Parameters<Directory['setOfficer']>[1]): Promise<void> {
    const { tx, officeId } = this.#context;
    const columns = given({
      is_active: change.isActive,
      must_change_password: change.mustChangePassword,
      roles: change.roles && [...change.roles],
      areas: change.areas && (change.areas === '*' ? ['*'] : [...change.areas]),
    });
    if (Object.keys(columns).length === 0) return;
    await tx.run(
      sqlFor
        .updateTable('officers')
        .set(columns)
        .where('office_id', '=', officeId)
        .where('officer_id', '=', officerId),
    );
  }

  async officerNik(officerId: string): Promise<string | undefined> {
    const { tx, officeId, ring } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('officers')
        .select(['nik_sealed', 'key_id'])
        .where('office_id', '=', officeId)
        .where('officer_id', '=', officerId),
    );
    if (row?.nik_sealed == null || row.key_id === null) return undefined;
    return unseal(await ring.get(tx, row.key_id), row.nik_sealed, `officers/${officerId}/nik`).toString();
  }

  async authoritiesOf(officerId: string): Promise<SigningAuthority[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('signing_authorities')
        .selectAll()
        .where('office_id', '=', officeId)
        .where('officer_id', '=', officerId),
    );
    return rows.map((row) => ({
      authorityId: row.authority_id,
      officerId: row.officer_id,
      role: row.role,
      kind: row.kind as Schema['signing_authorities']['kind'],
      decree: row.decree,
      validFrom: row.valid_from,
      documentIds: row.document_ids,
      ...given({ validTo: row.valid_to }),
    }));
  }

  async addAuthority(authority: SigningAuthority): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor.insertInto('signing_authorities').values({
        office_id: officeId,
        authority_id: authority.authorityId,
        officer_id: authority.officerId,
        role: authority.role,
        kind: authority.kind,
        decree: authority.decree,
        valid_from: authority.validFrom,
        valid_to: authority.validTo ?? null,
        document_ids: [...authority.documentIds],
      }),
    );
  }

  areas(parentCode: string): Promise<{ code: string; name: string; level: string }[]> {
    return this.#context.tx.all(
      sqlFor
        .selectFrom('areas')
        .select(['code', 'name', 'level'])
        .where('code', 'like', `${parentCode}.%`)
        .orderBy('code'),
    );
  }
}
