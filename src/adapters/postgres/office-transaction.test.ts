/** Tells what becomes of a transaction: kept whole, undone whole, tried again, or broken off with the connection. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { inOffice, type OfficeTransaction } from './office-transaction.ts';

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
beforeEach(() => office.admin.query('delete from counters'));
afterAll(() => office.close());

const inside = <T>(work: (tx: OfficeTransaction) => Promise<T>) =>
  inOffice(office.pool, { officeId: office.officeId, areas: '*' }, work);
const put = (tx: OfficeTransaction, name: string) =>
  tx.rows('insert into counters (office_id, name, value) values ($1, $2, 0)', [office.officeId, name]);
const add = (tx: OfficeTransaction, name: string) =>
  tx.rows('update counters set value = value + 1 where name = $1', [name]);
const counters = async () => {
  const { rows } = await office.admin.query<{ name: string; value: number }>(
    'select name, value from counters',
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
};
const fail = async () => {
  throw new Error('undone');
};

describe('a transaction', () => {
  it('keeps nothing of work that throws', async () => {
    const undone = inside(async (tx) => {
      await put(tx, 'a');
      await fail();
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await counters()).toEqual({});
  });

  it('undoes an attempt that throws, and goes on', async () => {
    await inside(async (tx) => {
      await put(tx, 'a');
      const attempt = tx.attempt(async () => {
        await put(tx, 'b');
        await put(tx, 'a');
      });
      await expect(attempt).rejects.toThrow('duplicate key');
      await put(tx, 'c');
    });
    expect(Object.keys(await counters()).sort()).toEqual(['a', 'c']);
  });

  it('is tried again when it met another in a deadlock', async () => {
    await inside(async (tx) => {
      await put(tx, 'a');
      await put(tx, 'b');
    });
    const both = (first: string, second: string) =>
      inside(async (tx) => {
        await add(tx, first);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await add(tx, second);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(await counters()).toEqual({ a: 2, b: 2 });
  });

  it('does not pass for kept when a failed statement was passed over', async () => {
    const broken = inside(async (tx) => {
      await put(tx, 'a');
      await put(tx, 'a').catch(() => undefined);
    });
    await expect(broken).rejects.toThrow('nothing was kept');
    expect(await counters()).toEqual({});
  });

  it('reads a calendar day as text, whatever the time zone of the machine', async () => {
    const [row] = await inside((tx) => tx.rows("select date '2026-11-23' as day"));
    expect(row).toEqual({ day: '2026-11-23' });
  });
});

describe('work that waits for the end', () => {
  const note = async (work: (tx: OfficeTransaction, said: string[]) => Promise<void>) => {
    const said: string[] = [];
    const outcome = await inside((tx) => work(tx, said)).then(
      () => 'kept',
      (error: Error) => error.message,
    );
    return [outcome, ...said];
  };
  const remember = (tx: OfficeTransaction, said: string[]) => {
    tx.afterCommit(() => void said.push('after commit'));
    tx.afterRollback(async () => void said.push('after rollback'));
  };

  it('is done after commit, or after rollback, never both', async () => {
    expect(await note(async (tx, said) => remember(tx, said))).toEqual(['kept', 'after commit']);
    const undone = note(async (tx, said) => {
      remember(tx, said);
      await fail();
    });
    expect(await undone).toEqual(['undone', 'after rollback']);
  });

  it('belongs to the attempt in which it was said', async () => {
    const kept = note(async (tx, said) => {
      const attempt = tx.attempt(async () => {
        remember(tx, said);
        await fail();
      });
      await expect(attempt).rejects.toThrow('undone');
    });
    expect(await kept).toEqual(['kept', 'after rollback']);
  });

  it('cannot hide why a transaction was undone', async () => {
    const undone = note(async (tx) => {
      tx.afterRollback(async () => {
        throw new Error('could not tidy up');
      });
      await fail();
    });
    expect(await undone).toEqual(['undone']);
  });
});

describe('a connection that breaks', () => {
  const breakOff = (tx: OfficeTransaction) =>
    tx
      .rows<{ pid: number }>('select pg_backend_pid() as pid')
      .then(([row]) => office.admin.query('select pg_terminate_backend($1)', [row!.pid]));

  it('while the app is busy elsewhere ends this transaction, not the process', async () => {
    const broken = inside(async (tx) => {
      await put(tx, 'a');
      await breakOff(tx);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await put(tx, 'b');
    });
    await expect(broken).rejects.toThrow();
    expect(await counters()).toEqual({});
    await inside((tx) => put(tx, 'c'));
    expect(await counters()).toEqual({ c: 0 });
  });
});
