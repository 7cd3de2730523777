/** The record of every call of the business and every webhook attempt. Holds ids and codes, never texts or tokens. */
import type { Database } from './database.ts';

/** One call or attempt. */
export interface LogEntry {
  sequence: number;
  /** Real time, ISO 8601. */
  at: string;
  kind: 'api' | 'webhook' | 'handshake';
  [detail: string]: unknown;
}

/** How to reach the record. */
export interface Log {
  add(kind: LogEntry['kind'], detail: Record<string, unknown>): void;
  read(after: number, limit: number, kind?: string): LogEntry[];
}

/** Opens the record of a state. */
export function openLog(db: Database): Log {
  return {
    add: (kind, detail) =>
      db.transaction(() =>
        db.run(
          'INSERT INTO log (sequence, at, kind, entry) VALUES (?, ?, ?, ?)',
          db.nextNumber(),
          new Date().toISOString(),
          kind,
          JSON.stringify(detail),
        ),
      ),
    read: (after, limit, kind) =>
      db
        .all<{ sequence: number; at: string; kind: LogEntry['kind']; entry: string }>(
          'SELECT * FROM log WHERE sequence > ? AND (?2 IS NULL OR kind = ?2) ORDER BY sequence LIMIT ?3',
          after,
          kind ?? null,
          limit,
        )
        .map(({ entry, ...rest }) => ({ ...rest, ...JSON.parse(entry) })),
  };
}
