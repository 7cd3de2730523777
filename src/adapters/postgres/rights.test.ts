/** Tells what the app's role may do to which table, and what the database refuses whoever asks: duties and doubles. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bring, hire, letterOf, type People } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { inOffice } from './office-transaction.ts';

let office: TestApp;
let people: People;
let issued: CaseState;
let verified: CaseState;

beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  issued = await bring(office, people, 'issued');
  verified = await bring(office, people, 'verified', { number: 'PUS-2026-0002' });
});
afterAll(() => office.close());

const sql = (text: string, values: unknown[] = []) =>
  inOffice(office.pool, { officeId: office.officeId, areas: '*' }, (tx) => tx.rows(text, values));

/** Appended and read, never changed: the events, their seals, what came in, and who looked. */
const append = 'INSERT, SELECT';
const change = 'INSERT, SELECT, UPDATE';
const all = 'DELETE, INSERT, SELECT, UPDATE';
const rights: Record<string, string> = {
  access_log: append,
  areas: change,
  case_events: append,
  case_persons: all,
  case_secrets: all,
  cases: change,
  checkpoint_events: append,
  checkpoints: append,
  contact_identities: all,
  contacts: change,
  counters: change,
  data_keys: change,
  delivery_statuses: all,
  document_jobs: change,
  due_items: all,
  files: change,
  idempotency_keys: all,
  inbound_media: all,
  inbound_messages: change,
  officers: change,
  offices: change,
  outbox: change,
  raw_webhooks: append,
  service_versions: change,
  signing_authorities: change,
  signing_intents: change,
  unsealed_events: all,
};

describe("the app's rights", () => {
  it('are exactly these, on every table there is', async () => {
    const { rows } = await office.admin.query<{ name: string; rights: string }>(
      `select c.relname as name,
              (select string_agg(p, ', ' order by p) from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','TRIGGER','REFERENCES']) p
                where has_table_privilege($1, c.oid, p)) as rights
         from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
      [office.database.appRole],
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.rights]))).toEqual(rights);
  });

  it.each(['case_events', 'access_log', 'checkpoints', 'checkpoint_events', 'raw_webhooks'])(
    'do not let %s be changed, removed or emptied',
    async (table) => {
      await expect(sql(`update ${table} set office_id = office_id`)).rejects.toThrow('permission denied');
      await expect(sql(`delete from ${table}`)).rejects.toThrow('permission denied');
      await expect(sql(`truncate ${table}`)).rejects.toThrow('permission denied');
    },
  );

  it('let the body of a webhook be emptied when its time is over, and never be replaced', async () => {
    const raw = Buffer.from('{"entry":[]}');
    const at = office.clock.now();
    await office.intake.receive({
      officeId: office.officeId,
      raw,
      receivedAt: at,
      messages: [],
      statuses: [],
    });
    const replaced = sql("update raw_webhooks set body_sealed = '\\x00'");
    await expect(replaced).rejects.toThrow('row-level security');
    await sql('update raw_webhooks set body_sealed = null');
    expect(await sql('select body_sealed from raw_webhooks')).toEqual([{ body_sealed: null }]);
    await expect(sql('update raw_webhooks set received_at = now()')).rejects.toThrow('permission denied');
  });

  it('do not let row-level security be switched off or a policy be changed', async () => {
    await expect(sql('alter table cases no force row level security')).rejects.toThrow('must be owner');
    await expect(sql('drop policy office_and_area on cases')).rejects.toThrow('must be owner');
    // Asking to pass it by is answered with an error instead of with rows.
    await expect(
      inOffice(office.pool, { officeId: office.officeId, areas: '*' }, async (tx) => {
        await tx.rows('set local row_security = off');
        return tx.rows('select 1 from cases');
      }),
    ).rejects.toThrow('row-level security');
  });
});

const set = (columns: string, state: CaseState, values: unknown[] = []) =>
  sql(`update document_jobs set ${columns} where document_job_id = $1`, [letterOf(state).id, ...values]);

describe('the duties of a document, in the database itself', () => {
  it('keep who entered from verifying', async () => {
    await expect(set('verified_by = entered_by', verified)).rejects.toThrow('check constraint');
  });

  it('keep who entered and who verified from signing', async () => {
    const { operator, verifier } = people;
    for (const officer of [operator, verifier]) {
      await expect(set('signed_by = $2', issued, [officer.officerId])).rejects.toThrow('check constraint');
    }
  });

  it.each(['verified', 'signing', 'unsettled', 'signed', 'issued'])(
    'do not let a paper be %s that nobody verified',
    async (status) => {
      await expect(set('verified_by = null, status = $2', verified, [status])).rejects.toThrow(
        'check constraint',
      );
    },
  );

  it('do not let a paper be verified of which nobody knows who entered it', async () => {
    await expect(set('entered_by = null', verified)).rejects.toThrow('check constraint');
  });

  it.each(['signed', 'issued'])('do not let a paper be %s without signer and signed file', async (status) => {
    await expect(set('signed_by = null, status = $2', issued, [status])).rejects.toThrow('check constraint');
    await expect(set('signed_sha256 = null, status = $2', issued, [status])).rejects.toThrow(
      'check constraint',
    );
  });
});

describe('what there can be only once', () => {
  const copyFrom = (column: string) =>
    set(`${column} = (select ${column} from document_jobs where document_job_id = $2)`, verified, [
      letterOf(issued).id,
    ]);

  it.each([
    ['signed_sha256', 'document_jobs_signed'],
    ['number_index', 'document_jobs_number'],
    ['code_index', 'document_jobs_code'],
  ])('is %s of a document', async (column, constraint) => {
    await expect(copyFrom(column)).rejects.toMatchObject({ constraint });
  });

  it('is the serial of a blank, for one kind of card', async () => {
    const print = (state: CaseState) =>
      sql("update document_jobs set blank_serial = 'B-1' where case_id = $1 and form = 'card'", [state.id]);
    await print(issued);
    await expect(print(verified)).rejects.toMatchObject({ constraint: 'document_jobs_blank' });
  });

  it('is the number of a case', async () => {
    await expect(sql('update cases set number = $1', ['B-2611-00001'])).rejects.toMatchObject({
      code: '23505',
    });
  });

  it('is one kind of document for one person of a case', async () => {
    await expect(
      sql(
        `insert into document_jobs (office_id, document_job_id, case_id, document_id, subject, form, status)
         select office_id, gen_random_uuid(), case_id, document_id, subject, form, 'planned' from document_jobs
          where document_job_id = $1`,
        [letterOf(issued).id],
      ),
    ).rejects.toMatchObject({ code: '23505' });
  });
});

describe('an authority to sign', () => {
  it('must have an end when it is Plt or Plh', async () => {
    await expect(sql("update signing_authorities set kind = 'plt'")).rejects.toThrow('check constraint');
  });
});
