/** Sets an office up: its row, its areas, its first people with their accounts and authorities. Repeatable. */
import type pg from 'pg';
import { v7 } from 'uuid';
import { inOffice, sqlFor } from '../../adapters/postgres/office-transaction.ts';
import type { OfficeProfile, Officer, Storage } from '../../app/ports.ts';
import { readAreas } from './areas.ts';
import { officeIdOf } from './office-id.ts';

/** Everything that an office begins with. */
export interface OfficePlan {
  regencyCode: string;
  name: string;
  regencyName: string;
  utcOffsetMinutes: number;
  profile: OfficeProfile;
  people: readonly OfficePerson[];
}

/** One of the first people of an office. */
export interface OfficePerson {
  username: string;
  password: string;
  /** Chosen by nobody: it must be changed at the first sign-in. */
  mustChangePassword?: boolean;
  name: string;
  roles: Officer['roles'];
  areas: Officer['areas'];
  nik?: string;
  authorities?: readonly {
    role: string;
    kind: 'definitif' | 'plt' | 'plh';
    decree: string;
    validFrom: string;
    documentIds: readonly string[];
  }[];
}

interface SetUpParts {
  pool: pg.Pool;
  storage: Storage;
  accounts: {
    createAccount(account: {
      username: string;
      password: string;
      displayName: string;
    }): Promise<{ ok: true; accountId: string } | { ok: false; problem: string }>;
    findAccount(username: string): Promise<{ accountId: string } | undefined>;
  };
  now: Date;
}

async function ensureOffice(parts: SetUpParts, plan: OfficePlan, officeId: string): Promise<void> {
  const areas = await readAreas(plan.regencyCode);
  await inOffice(parts.pool, { officeId, areas: '*' }, async (tx) => {
    await tx.run(
      sqlFor
        .insertInto('offices')
        .values({
          office_id: officeId,
          name: plan.name,
          regency_code: plan.regencyCode,
          regency_name: plan.regencyName,
          utc_offset_minutes: plan.utcOffsetMinutes,
          profile: JSON.stringify(plan.profile),
          opened_at: parts.now,
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
    await tx.rows(
      `insert into areas (code, name, level) select * from unnest($1::text[], $2::text[], $3::text[])
       on conflict (code) do update set name = excluded.name`,
      [areas.map((area) => area.code), areas.map((area) => area.name), areas.map((area) => area.level)],
    );
  });
}

async function ensurePerson(parts: SetUpParts, officeId: string, person: OfficePerson): Promise<void> {
  const { username, password, name } = person;
  const known = await parts.accounts.findAccount(username);
  const made = known ?? (await parts.accounts.createAccount({ username, password, displayName: name }));
  if ('problem' in made) throw new Error(`the account of an officer was refused: ${made.problem}`);
  await parts.storage.transact({ officeId, areas: '*' }, async (tx) => {
    if ((await tx.directory.findOfficerByAccount(made.accountId)) !== undefined) return;
    const officerId = v7();
    const { roles, areas, nik } = person;
    await tx.directory.addOfficer(
      {
        officerId,
        accountId: made.accountId,
        name,
        roles,
        areas,
        isActive: true,
        mustChangePassword: person.mustChangePassword ?? false,
      },
      nik,
      parts.now,
    );
    for (const authority of person.authorities ?? []) {
      await tx.directory.addAuthority({ authorityId: v7(), officerId, ...authority });
    }
  });
}

/** Makes what is missing; what exists stays as the office has changed it. */
export async function setUpOffice(parts: SetUpParts, plan: OfficePlan): Promise<string> {
  const officeId = officeIdOf(plan.regencyCode);
  await ensureOffice(parts, plan, officeId);
  for (const person of plan.people) await ensurePerson(parts, officeId, person);
  return officeId;
}
