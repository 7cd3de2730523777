/** Brings an office that exists to what its file says now, and finds what other offices a database holds. */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { v7 } from 'uuid';
import { inOffice, sqlFor } from '../../adapters/postgres/office-transaction.ts';
import { systemActor } from '../../domain/case/events.ts';
import { readRegencyCodes } from './areas.ts';
import { officeIdOf } from './office-id.ts';
import type { OfficePlan } from './set-up-office.ts';

/** What of a plan belongs to the office itself. */
type OfficeFacts = Pick<OfficePlan, 'name' | 'regencyName' | 'utcOffsetMinutes' | 'profile'>;

/**
 * Writes what differs, with one line in the access log that names the fields (not their values). Returns the names,
 * e.g. `profile.phone`; none for an office that is as the file says, or that does not exist.
 */
export async function changeOffice(
  pool: pg.Pool,
  officeId: string,
  wanted: OfficeFacts,
  now: Date,
): Promise<string[]> {
  return inOffice(pool, { officeId, areas: '*' }, async (tx) => {
    const row = await tx.find(
      sqlFor
        .selectFrom('offices')
        .select(['name', 'regency_name', 'utc_offset_minutes', 'profile'])
        .where('office_id', '=', officeId)
        .forUpdate(),
    );
    if (row === undefined) return [];
    const changed = differences(flat(wanted), {
      name: row.name,
      regencyName: row.regency_name,
      utcOffsetMinutes: row.utc_offset_minutes,
      ...prefixed(row.profile as object),
    });
    if (changed.length === 0) return [];
    await tx.run(
      sqlFor
        .updateTable('offices')
        .set({
          name: wanted.name,
          regency_name: wanted.regencyName,
          utc_offset_minutes: wanted.utcOffsetMinutes,
          profile: JSON.stringify(wanted.profile),
        })
        .where('office_id', '=', officeId),
    );
    await tx.run(
      sqlFor.insertInto('access_log').values({
        office_id: officeId,
        access_id: v7(),
        at: now,
        actor_kind: systemActor.kind,
        actor_id: systemActor.id,
        purpose: 'office',
        what: `change/${changed.join()}`,
      }),
    );
    return changed;
  });
}

const prefixed = (profile: object) =>
  Object.fromEntries(Object.entries(profile).map(([key, value]) => [`profile.${key}`, value]));

function flat({ name, regencyName, utcOffsetMinutes, profile }: OfficeFacts): Record<string, unknown> {
  return { name, regencyName, utcOffsetMinutes, ...prefixed(profile) };
}

function differences(wanted: Record<string, unknown>, found: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...keys].filter((key) => !isDeepStrictEqual(wanted[key], found[key])).toSorted();
}

/** The codes of all regencies whose office is in this database: asked one by one, since an office sees only itself. */
export async function findOffices(pool: pg.Pool): Promise<string[]> {
  const found: string[] = [];
  for (const code of await readRegencyCodes()) {
    const officeId = officeIdOf(code);
    const rows = await inOffice(pool, { officeId, areas: '*' }, (tx) =>
      tx.rows('select from offices where office_id = $1', [officeId]),
    );
    if (rows.length > 0) found.push(code);
  }
  return found;
}
