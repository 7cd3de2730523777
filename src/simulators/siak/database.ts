/** The state of the simulated SIAK, in one SQLite file that outlives a crash. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS household (
  no_kk TEXT PRIMARY KEY, head TEXT NOT NULL, address TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS resident (
  nik TEXT PRIMARY KEY, no_kk TEXT NOT NULL REFERENCES household, position INTEGER NOT NULL,
  name TEXT NOT NULL, born_on TEXT NOT NULL, details TEXT NOT NULL, ektp_status TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS resident_household ON resident (no_kk, position);
CREATE TABLE IF NOT EXISTS entry (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, entered_at TEXT NOT NULL, fields TEXT NOT NULL,
  child_nik TEXT NOT NULL, no_kk TEXT NOT NULL, warnings TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS document (
  entry_id TEXT NOT NULL REFERENCES entry, type TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT NOT NULL,
  content TEXT NOT NULL, draft BLOB, signed BLOB, printed TEXT, PRIMARY KEY (entry_id, type)
) STRICT;
CREATE TABLE IF NOT EXISTS sequence (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS rule (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT, remaining INTEGER, delay_ms INTEGER NOT NULL
) STRICT;
`;

/** An open database of the simulator. Everything is synchronous, as one operator at a time would be. */
export interface Database {
  run(sql: string, ...values: (string | number | null | Uint8Array)[]): void;
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[];
  one<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined;
  /** All changes of `work` together, or none of them. */
  transaction<Result>(work: () => Result): Result;
  setting(name: string): string | undefined;
  keepSetting(name: string, value: string): void;
  close(): void;
}

/** Opens (and on the first start creates) the state in `stateDir`. */
export function openDatabase(stateDir: string): Database {
  mkdirSync(stateDir, { recursive: true });
  const sqlite = new DatabaseSync(join(stateDir, 'siak.sqlite'));
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  sqlite.exec(SCHEMA);
  const database: Database = {
    run: (sql, ...values) => {
      sqlite.prepare(sql).run(...values);
    },
    all: <Row>(sql: string, ...values: (string | number | null)[]) =>
      sqlite.prepare(sql).all(...values) as Row[],
    one: <Row>(sql: string, ...values: (string | number | null)[]) =>
      sqlite.prepare(sql).get(...values) as Row | undefined,
    transaction(work) {
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        sqlite.exec('COMMIT');
        return result;
      } catch (error) {
        sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    setting: (name) =>
      database.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value,
    keepSetting(name, value) {
      database.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', name, value);
    },
    close: () => sqlite.close(),
  };
  return database;
}
