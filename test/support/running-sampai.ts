/** Runs a whole Sampai as `npm start` does, in a temporary folder and on free ports, for tests that need all of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Process ids of the parts; `database` is the postmaster of the embedded PostgreSQL. */
export interface SampaiProcesses {
  parent: number;
  database?: number;
  app?: number;
  simulators?: number;
}

/** A Sampai of Mode Peragaan that serves. */
export interface RunningSampai {
  /** Without a slash at the end. */
  url: string;
  dataFolder: string;
  /** First of the simulators' ports: WhatsApp, then BSrE and SIAK. */
  simulatorsPort: number;
  /** The environment it was started with, for a start on the same data and ports. */
  env: NodeJS.ProcessEnv;
  /** What it printed so far. */
  printed(): string;
  processes(): Promise<SampaiProcesses>;
  /** Sends SIGTERM to the parent and resolves with its exit code when it has ended. */
  stop(): Promise<number | null>;
  /** Kills the parent as `kill -9` does. Its children see to themselves. */
  killParent(): Promise<void>;
  /** Stops it and removes its folder. */
  dispose(): Promise<void>;
}

const START = fileURLToPath(new URL('../../src/main/start.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;

/** Starts it and waits for `/health`. `env` adds to the settings, e.g. those of an earlier run. */
export async function startSampai(env: NodeJS.ProcessEnv = {}): Promise<RunningSampai> {
  const dataFolder = env.SAMPAI_DATA ?? join(tmpdir(), `sampai-run-${randomBytes(6).toString('hex')}`);
  const [port = 0, first = 0] = env.PORT ? [] : await findFreePorts();
  const own: NodeJS.ProcessEnv = {
    SAMPAI_DATA: dataFolder,
    PORT: `${port}`,
    SIMULATORS_PORT: `${first}`,
    ...env,
  };
  const child = spawn(process.execPath, [START], {
    env: { ...cleanEnvironment(), ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = `http://127.0.0.1:${own.PORT}`;
  const ended = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return exit;
  };
  const dispose = async () => {
    await ended('SIGTERM');
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  await waitForHealth(url, child, () => printed).catch(async (error: Error) => {
    await dispose();
    throw error;
  });
  return {
    url,
    dataFolder,
    simulatorsPort: Number(own.SIMULATORS_PORT),
    env: own,
    printed: () => printed,
    processes: async () =>
      JSON.parse(await readFile(join(dataFolder, 'processes.json'), 'utf8')) as SampaiProcesses,
    stop: () => ended('SIGTERM'),
    killParent: async () => void (await ended('SIGKILL')),
    dispose,
  };
}

/** Runs the start to its end, for starts that must refuse. Resolves with the exit code and what was printed. */
export async function runStart(env: NodeJS.ProcessEnv): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, [START], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, printed };
}

/** Waits until the app says that it and the database are well. */
export async function waitForHealth(
  url: string,
  child?: ChildProcess,
  printed?: () => string,
): Promise<void> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < giveUpAt) {
    if (child && child.exitCode !== null) break;
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error(`Sampai does not serve at ${url}:\n${printed?.() ?? ''}`);
}

/** One port for the app and three in a row for the simulators, all free a moment ago. */
export async function findFreePorts(): Promise<[app: number, simulators: number]> {
  for (;;) {
    const app = await listenOnce(0);
    const first = (await listenOnce(0)) ?? 0;
    const isFree = (await Promise.all([first, first + 1, first + 2].map(listenOnce))).every(Boolean);
    if (app && isFree && (app < first || app > first + 2)) return [app, first];
  }
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Settings of whoever runs the tests must not leak into what is tested. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
