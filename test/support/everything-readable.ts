/**
 * What a thief of the whole machine could read: every table, job and file of the office, opened with every key that
 * still exists. Values are opened without asking for their place, so that nothing hides behind a wrong one.
 */
import { createDecipheriv } from 'node:crypto';
import type pg from 'pg';
import { wrappingKey } from '../../src/adapters/keys/office-keys.ts';
import { unseal } from '../../src/adapters/keys/seal.ts';
import type { TestApp } from './open-test-app.ts';

/** One value that can be read, and where it stands, e.g. `outbox.content_sealed`. */
export interface Readable {
  where: string;
  text: string;
}

/** Meta's ids of messages are base64 in which the resident's number stands: what they spell out can be read as well. */
function spelledOut(text: string): string {
  const names = text.match(/wamid\.[A-Za-z0-9+/=]+/gu) ?? [];
  return [text, ...names.map((name) => Buffer.from(name.slice(6), 'base64').toString('latin1'))].join('\n');
}

const IV_AT = 1;
const TAG_AT = 13;
const BODY_AT = 29;

/** AES-GCM is a stream: without the tag's check the body opens under any key; under a wrong one it is noise. */
function openUnchecked(key: Buffer, sealed: Buffer): string {
  if (sealed[0] !== 1 || sealed.length < BODY_AT) return '';
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(IV_AT, TAG_AT));
  return decipher.update(sealed.subarray(BODY_AT)).toString('utf8');
}

async function livingKeys({ admin, keys }: TestApp): Promise<Buffer[]> {
  const { rows } = await admin.query<{
    office_id: string;
    key_id: string;
    wrapped: Buffer;
    wrapped_by: string;
  }>('select office_id, key_id, wrapped, wrapped_by from data_keys where wrapped is not null');
  return rows.map((row) =>
    unseal(wrappingKey(keys, row.wrapped_by), row.wrapped, `data_keys/${row.office_id}/${row.key_id}`),
  );
}

async function tablesOf(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker', 'accounts')`,
  );
  return rows.map((row) => row.name);
}

/** Reads everything. */
export async function everythingReadable(office: TestApp): Promise<Readable[]> {
  const keys = await livingKeys(office);
  const found: Readable[] = [];
  const say = (where: string, text: string) => found.push({ where, text: spelledOut(text) });
  const take = (where: string, bytes: Buffer) => {
    say(where, bytes.toString('utf8'));
    for (const key of keys) say(where, openUnchecked(key, bytes));
  };
  for (const table of await tablesOf(office.admin)) {
    const { rows } = await office.admin.query<Record<string, unknown>>(`select * from ${table}`);
    for (const row of rows)
      for (const [column, value] of Object.entries(row)) {
        const where = `${table}.${column}`;
        if (Buffer.isBuffer(value)) take(where, value);
        else if (value !== null) say(where, JSON.stringify(value));
      }
  }
  for (const [name, bytes] of office.files.files) take(`file ${name}`, Buffer.from(bytes));
  return found;
}

/** Where a text can still be read; none, when it is gone. */
export async function whereReadable(office: TestApp, text: string): Promise<string[]> {
  const all = await everythingReadable(office);
  return [...new Set(all.filter((one) => one.text.includes(text)).map((one) => one.where))];
}
