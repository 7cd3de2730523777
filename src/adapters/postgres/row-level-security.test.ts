/** Tells what one office can never see or do of another's, and what an officer sees of the areas beyond their own. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../../test/support/open-test-app.ts';
import { inOffice, type Scope } from './office-transaction.ts';
import { openWholeOffice, type WholeOffice } from './whole-office.fixture.ts';

let one: WholeOffice;
let two: WholeOffice;
let tables: string[];

/** Tables of the office, as the database lists them: a new one is tested without being named here. */
async function tablesWith(admin: pg.Pool, column: string): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = $1 order by 1`,
    [column],
  );
  return rows.map((row) => row.name);
}

async function countIn(office: TestApp, scope: Scope, table: string, where = 'true'): Promise<number> {
  return inOffice(office.pool, scope, async (tx) => {
    const [row] = await tx.rows<{ count: number }>(
      `select count(*)::int as count from ${table} where ${where}`,
    );
    return row!.count;
  });
}

beforeAll(async () => {
  one = await openWholeOffice();
  two = await openWholeOffice(one.office);
  tables = await tablesWith(one.office.admin, 'office_id');
});

afterAll(async () => {
  await two.office.close();
  await one.office.close();
});

describe("the office's tables", () => {
  it('are all bound by row-level security, their owner too', async () => {
    const { rows } = await one.office.admin.query<{
      name: string;
      rls: boolean;
      forced: boolean;
      owner: string;
    }>(
      `select relname as name, relrowsecurity as rls, relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner
         from pg_class where relname = any ($1) and relkind = 'r' order by 1`,
      [tables],
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows).toEqual(tables.map((name) => ({ name, rls: true, forced: true, owner: 'sampai_owner' })));
  });

  it('have office_id first in every primary and unique key', async () => {
    const { rows } = await one.office.admin.query<{ table: string; first: string }>(
      `select c.relname as table, a.attname as first from pg_index i
         join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indisunique and c.relname = any ($1)`,
      [tables],
    );
    expect(rows.filter((row) => row.first !== 'office_id')).toEqual([]);
  });
});

describe('another office', () => {
  it('has rows everywhere, and none of them is seen', async () => {
    const scope: Scope = { officeId: one.office.officeId, areas: '*' };
    for (const table of tables) {
      const { rows } = await one.office.admin.query(`select 1 from ${table} where office_id = $1`, [
        two.office.officeId,
      ]);
      expect(rows.length, `${table} has a row to hide`).toBeGreaterThan(0);
      expect(await countIn(one.office, scope, table, `office_id <> '${one.office.officeId}'`), table).toBe(0);
      expect(await countIn(one.office, scope, table), `${table} shows one's own`).toBeGreaterThan(0);
    }
  });

  it('cannot be written into, whatever the row says', async () => {
    const scope: Scope = { officeId: one.office.officeId, areas: '*' };
    const foreign = two.office.officeId;
    const write = (sql: string) => inOffice(one.office.pool, scope, (tx) => tx.rows(sql, [foreign]));
    await expect(write("insert into counters (office_id, name, value) values ($1, 'x', 1)")).rejects.toThrow(
      'row-level security',
    );
    await expect(write('update counters set office_id = $1')).rejects.toThrow('row-level security');
    await write("update officers set name = 'diubah' where office_id = $1");
    const { rows } = await one.office.admin.query("select 1 from officers where name = 'diubah'");
    expect(rows).toEqual([]);
  });
});

describe('a connection that named no office', () => {
  it('sees nothing at all', async () => {
    for (const table of tables) {
      const { rows } = await one.office.pool.query(`select 1 from ${table} limit 1`);
      expect(rows, table).toEqual([]);
    }
  });

  it('does not inherit the office of the transaction before it', async () => {
    const scope: Scope = { officeId: one.office.officeId, areas: '*' };
    await countIn(one.office, scope, 'cases');
    const { rows } = await one.office.pool.query(
      "select coalesce(current_setting('sampai.office', true), '') as office",
    );
    expect(rows).toEqual([{ office: '' }]);
  });

  it('sees nothing as the owner of the tables either', async () => {
    const client = await one.office.admin.connect();
    try {
      await client.query('begin; set local role sampai_owner');
      for (const table of tables)
        expect((await client.query(`select 1 from ${table} limit 1`)).rows, table).toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('names of offices and areas', () => {
  it('are quoted: what looks like SQL is only a name that fits nothing', async () => {
    const trick = "'; set local sampai.areas = '*'; --";
    const scope = { officeId: one.office.officeId, areas: [trick, '\\', "63.11.04'"] };
    expect(await countIn(one.office, scope, 'cases', 'area_code is not null')).toBe(0);
    await expect(
      countIn(one.office, { officeId: `${two.office.officeId}' or true --`, areas: '*' }, 'cases'),
    ).rejects.toThrow('uuid');
  });
});

/** Hashes of events only: what the sequencer needs, nothing to read. */
const withoutContent = ['checkpoint_events', 'unsealed_events'];

describe('an officer of Paringin', () => {
  const scopeOf = (areas: string[]): Scope => ({ officeId: one.office.officeId, areas });

  it('sees the cases of Paringin and those whose desa is not known yet, not those of Awayan', async () => {
    const { rows } = await one.office.admin.query<{ area: string | null; count: number }>(
      'select area_code as area, count(*)::int from cases where office_id = $1 group by 1 order by 1',
      [one.office.officeId],
    );
    expect(rows.map((row) => row.area)).toEqual(['63.11.04.2003', '63.11.05.2001', null]);
    const seen = await inOffice(one.office.pool, scopeOf(['63.11.04']), (tx) =>
      tx.rows('select distinct area_code as area from cases order by 1'),
    );
    expect(seen).toEqual([{ area: '63.11.04.2003' }, { area: null }]);
  });

  it('sees nothing that hangs on a case of Awayan, in any table', async () => {
    const hanging = await tablesWith(one.office.admin, 'case_id');
    expect(hanging).toContain('case_events');
    for (const table of hanging.filter((name) => !withoutContent.includes(name))) {
      const where = `case_id = '${one.awayan}'`;
      expect(await countIn(one.office, scopeOf(['63.11.05']), table, where), table).toBeGreaterThan(0);
      expect(await countIn(one.office, scopeOf(['63.11.04']), table, where), table).toBe(0);
      expect(await countIn(one.office, scopeOf([]), table, where), table).toBe(0);
    }
  });

  it('is of that kecamatan, not of one whose number begins alike', async () => {
    const seen = (areas: string[]) => countIn(one.office, scopeOf(areas), 'cases', 'area_code is not null');
    expect(await seen(['63.11.04.2003'])).toBe(2);
    expect(await seen(['63.11.0'])).toBe(0);
    expect(await seen(['63.11.04.200'])).toBe(0);
    expect(await seen(['63.11'])).toBe(3);
    expect(await seen(['63.11.05', '63.11.04'])).toBe(3);
  });

  it('changes nothing of a case of Awayan, also when they know its id', async () => {
    const touched = await inOffice(one.office.pool, scopeOf(['63.11.04']), async (tx) => [
      await tx.rows('update cases set status = status where case_id = $1 returning 1', [one.awayan]),
      await tx.rows('update document_jobs set status = status where case_id = $1 returning 1', [one.awayan]),
      await tx.rows('delete from case_persons where case_id = $1 returning 1', [one.awayan]),
    ]);
    expect(touched).toEqual([[], [], []]);
  });
});
