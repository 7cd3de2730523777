/** Tells a database that is away, and comes back, from a statement that is wrong and stays wrong. */

/** PostgreSQL: shutting down, crashed, starting, connection lost, no connection free (Appendix A of its manual). */
const SQL_STATES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
]);
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);

/** What the client says itself, without any code (pg and pg-pool). */
const CLIENT_WORDS =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/u;

/** Thrown when the database was away. What was asked may have been kept if it was lost while committing. */
export class DatabaseAway extends Error {
  /** Read by those who answer requests. */
  readonly reason = 'database-away';

  constructor(cause: unknown) {
    super('the database is away', { cause });
  }
}

/** Whether this error came from a connection that does not stand. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (!(error instanceof Error)) return false;
  const { code = '', syscall } = error as { code?: string; syscall?: string };
  // The socket of a server that is not there; a missing file of ours is another matter.
  if (code === 'ENOENT') return syscall === 'connect';
  return SQL_STATES.has(code) || SYSTEM_CODES.has(code) || CLIENT_WORDS.test(error.message);
}
