/** The simulator's state: one SQLite file whose every commit is fsynced, so that a kill loses nothing claimed. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A thin, synchronous access to the state. Rows come as plain objects in the columns' names. */
export interface Database {
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  run(sql: string, ...values: SQLInputValue[]): void;
  /** All or nothing, on disk when it returns. Inner ones join the outer one. */
  transaction<T>(work: () => T): T;
  setting(name: string): string | undefined;
  keepSetting(name: string, value: string): void;
  /** 1, 2, 3 … over all runs. */
  nextNumber(): number;
  close(): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS handsets (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL UNIQUE, bsuid TEXT NOT NULL UNIQUE, username TEXT,
  is_airplane INTEGER NOT NULL DEFAULT 0, has_receipts INTEGER NOT NULL DEFAULT 1,
  is_username_only INTEGER NOT NULL DEFAULT 0, is_blocking INTEGER NOT NULL DEFAULT 0,
  suggestions TEXT NOT NULL DEFAULT '[]', last_inbound_at INTEGER, sequence INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  wamid TEXT PRIMARY KEY, position INTEGER NOT NULL, handset_id TEXT, author TEXT NOT NULL, type TEXT NOT NULL,
  payload TEXT NOT NULL, context_wamid TEXT, recipient TEXT, callback_data TEXT, state TEXT NOT NULL,
  error_code INTEGER, pricing TEXT, at INTEGER NOT NULL, delivered_at INTEGER, read_at INTEGER,
  edited_at INTEGER, revoked_at INTEGER, reactions TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX IF NOT EXISTS messages_of_handset ON messages (handset_id, position);
CREATE TABLE IF NOT EXISTS media (
  id TEXT PRIMARY KEY, origin TEXT NOT NULL, mime TEXT NOT NULL, filename TEXT, sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL, at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS plans (
  sequence INTEGER PRIMARY KEY, due_at INTEGER NOT NULL, step TEXT NOT NULL, wamid TEXT NOT NULL, error_code INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS plans_due ON plans (due_at);
CREATE TABLE IF NOT EXISTS webhooks (
  sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, about TEXT NOT NULL, value TEXT NOT NULL,
  due_at INTEGER NOT NULL, first_tried_at INTEGER, attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS webhooks_due ON webhooks (due_at);
CREATE TABLE IF NOT EXISTS templates (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, category TEXT NOT NULL,
  components TEXT NOT NULL, at INTEGER NOT NULL, paused INTEGER NOT NULL DEFAULT 0, UNIQUE (name, language)
) STRICT;
CREATE TABLE IF NOT EXISTS rules (
  id INTEGER PRIMARY KEY, rule TEXT NOT NULL, remaining INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS log (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS acknowledged (
  sequence INTEGER PRIMARY KEY, wamid TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
`;

/** Counts changes of the schema. A state of another version is put aside, since nobody's real data is in it. */
const schemaVersion = 1;

function openConnection(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file);
  // FULL makes each commit wait for the disk; EXCLUSIVE keeps a second simulator out of the same state.
  sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  return sqlite;
}

function openFile(stateDir: string): DatabaseSync {
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, 'whatsapp.sqlite');
  try {
    let sqlite = openConnection(file);
    const { user_version: version } = sqlite.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== 0 && version !== schemaVersion) {
      sqlite.close();
      renameSync(file, join(stateDir, `whatsapp-of-version-${version}.sqlite`));
      sqlite = openConnection(file);
    }
    sqlite.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT;`);
    return sqlite;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The state of the WhatsApp simulator in ${file} cannot be opened: ${why}.`);
  }
}

/** Opens the state in `stateDir`, making it when it does not exist. Throws a clear sentence when it cannot. */
export function openDatabase(stateDir: string): Database {
  const sqlite = openFile(stateDir);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const db: Database = {
    get: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => {
      statement(sql).run(...values);
    },
    transaction: (work) => {
      if (sqlite.isTransaction) return work();
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
    setting: (name) => db.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)?.value,
    keepSetting: (name, value) =>
      db.run(
        'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      ),
    nextNumber: () =>
      db.transaction(() => {
        const next = Number(db.setting('counter') ?? 0) + 1;
        db.keepSetting('counter', String(next));
        return next;
      }),
    close: () => sqlite.close(),
  };
  return db;
}
