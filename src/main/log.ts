/** The app's log: JSON lines through pino, redacted, without personal data and without secrets. */
import pino from 'pino';
import { redactNumbers } from '../adapters/whatsapp/redact.ts';
import type { Log } from '../app/app.ts';
import type { Settings } from './settings.ts';

/** What of an error may be written: its kind, its place, and its message without numbers of persons. */
function describeError(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint } = error as { code?: string; constraint?: string };
  return {
    kind: error.name,
    code,
    constraint,
    message: redactNumbers(error.message),
    stack: error.stack?.split('\n').slice(1, 8).join(' | '),
  };
}

/** Makes the log; it writes to standard output what is as grave as `level` or graver. */
export function createLog(level: Settings['logLevel'] = 'info'): Log {
  const logger = pino({ base: null, level });
  return {
    info: (what, facts = {}) => logger.info(facts, what),
    warn: (what, facts = {}) => logger.warn(facts, what),
    incident: (id, what, error) => logger.error({ incident: id, ...describeError(error) }, what),
  };
}
