/** The frame of every child process of `npm start`: tells when it is ready, ends when told or when the parent is gone. */
import type { FromChild, FromParent } from './child-messages.ts';
import { printSentence, type Sentence } from './sentence.ts';

/** A service that runs inside this process. */
export interface Service {
  stop(): Promise<void>;
}

/** A service, or the sentence why it cannot run. */
export type ServiceStart = { ok: true; service: Service } | { ok: false; sentence: Sentence };

/** With an orphaned child nobody waits for a tidy end; its successor may already want the port. */
const ORPHAN_DEADLINE_MS = 1_000;
const STOP_DEADLINE_MS = 8_000;

/**
 * Starts the service and ends this process with it. Works without a parent as well, for trying a child by
 * hand: it then ends on SIGINT or SIGTERM.
 */
export async function runAsChild(start: () => Promise<ServiceStart>): Promise<void> {
  // What a service writes into the data folder is for its own user alone.
  process.umask(0o077);
  // A parent that was killed can no longer read what we print.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  let service: Service | undefined;
  let isEnding = false;
  const end = async (deadlineMs: number) => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), deadlineMs).unref();
    await service?.stop();
    process.exit(0);
  };
  process.on('disconnect', () => void end(ORPHAN_DEADLINE_MS));
  process.on('message', (message: FromParent) => {
    if (message.kind === 'stop') void end(STOP_DEADLINE_MS);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(STOP_DEADLINE_MS));
  const started = await start();
  if (!started.ok) {
    await tellParent({ kind: 'refused', sentence: started.sentence });
    process.exit(1);
  }
  service = started.service;
  if (isEnding) return void service.stop().then(() => process.exit(0));
  await tellParent({ kind: 'ready' });
}

/** Tells the parent; without one, a refusal is printed. Resolves when the message is on its way. */
export function tellParent(message: FromChild): Promise<void> {
  if (!process.send) {
    if (message.kind === 'refused') printSentence(message.sentence);
    return Promise.resolve();
  }
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}
