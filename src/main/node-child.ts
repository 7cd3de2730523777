/** Starts one of our own scripts as a child process of `npm start` and waits until it says that it is ready. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { FromChild, FromParent } from './child-messages.ts';
import type { Running, StartOutcome } from './keeper.ts';

/** Which script, with which environment, and where its lines go. */
export interface NodeChildOptions {
  /** Absolute path of a script that calls `runAsChild`. */
  script: string;
  /** Flags of Node and V8 for this process. */
  flags?: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Ends the child even before it is ready. */
  signal: AbortSignal;
  onLine(line: string): void;
}

const STOP_TIMEOUT_MS = 10_000;

/** Starts the script; "died" when it ends before it is ready. */
export async function startNodeChild(options: NodeChildOptions): Promise<StartOutcome> {
  // Detached: Ctrl-C in the terminal must reach the parent alone, which then stops everything in order.
  const child = spawn(process.execPath, [...(options.flags ?? []), options.script], {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', options.onLine);
  }
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(signal ?? `kode ${code}`));
  });
  options.signal.addEventListener('abort', () => void stop(child, exited), { once: true });
  const answer = await Promise.race([
    new Promise<FromChild>((resolve) => child.once('message', (message: FromChild) => resolve(message))),
    exited,
  ]);
  if (typeof answer === 'string') return { kind: 'died', how: answer };
  if (answer.kind === 'refused') return { kind: 'refused', sentence: answer.sentence };
  return { kind: 'running', running: { pid: child.pid!, exited, stop: () => stop(child, exited) } };
}

async function stop(child: ChildProcess, exited: Running['exited']): Promise<void> {
  const message: FromParent = { kind: 'stop' };
  child.send(message, () => undefined);
  const isDone = await Promise.race([exited.then(() => true), wait(STOP_TIMEOUT_MS, false, { ref: false })]);
  if (isDone) return;
  child.kill('SIGKILL');
  await exited;
}
