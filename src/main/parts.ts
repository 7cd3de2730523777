/** The parts that `npm start` keeps running: the database, the app, and in Mode Peragaan the simulators. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild } from './child-messages.ts';
import type { Keepable, StartOutcome } from './keeper.ts';
import { startNodeChild } from './node-child.ts';
import {
  type EmbeddedAddresses,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './postgres/embedded.ts';
import { describePostgresRefusal } from './postgres/refusal.ts';
import type { ProcessOutput } from './process-output.ts';
import type { Sentence } from './sentence.ts';

/** Names of the parts, as `processes.json` in the data folder lists their process ids. */
export type PartName = 'database' | 'app' | 'simulators';

const TITLES: Record<PartName, string> = { database: 'basis data', app: 'aplikasi', simulators: 'simulator' };

/** Where a part tells what happens to it. */
export interface PartWatch {
  output: ProcessOutput;
  onStart(part: PartName, pid: number): void;
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The embedded PostgreSQL. `onAddresses` is told how to connect after each start; it is always the same. */
export function databasePart(
  options: EmbeddedPostgresOptions,
  watch: PartWatch,
  onAddresses: (addresses: EmbeddedAddresses) => void,
): Keepable {
  return {
    ...watched('database', watch),
    start: async (): Promise<StartOutcome> => {
      const started = await startEmbeddedPostgres(options);
      if (!started.ok) return { kind: 'refused', sentence: describePostgresRefusal(started.refusal) };
      onAddresses(started.postgres);
      return { kind: 'running', running: started.postgres };
    },
  };
}

/**
 * Photos pass through the app as buffers that V8 counts as memory of the heap, though they are gone at once. With its
 * own rules it looks through the whole heap for every second case; these let it sweep the young part early and the
 * whole less often, which halves the processor time of a case and the memory of the process.
 */
const APP_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=200'];

/** The app: told only the address of its own role, never the administrator's. */
export function appPart(env: NodeJS.ProcessEnv, databaseUrl: string, watch: PartWatch): Keepable {
  const own: NodeJS.ProcessEnv = { ...env, DATABASE_URL: databaseUrl };
  delete own.DATABASE_ADMIN_URL;
  delete own.DATABASE_PORT;
  return childPart('app', script('app.ts'), own, watch, APP_FLAGS);
}

/** The simulators, which know nothing of our database. */
export function simulatorsPart(env: NodeJS.ProcessEnv, watch: PartWatch): Keepable {
  const own = { ...env };
  for (const name of ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'DATABASE_PORT']) delete own[name];
  return childPart('simulators', script('simulators.ts'), own, watch);
}

function childPart(
  part: PartName,
  path: string,
  env: NodeJS.ProcessEnv,
  watch: PartWatch,
  flags: readonly string[] = [],
): Keepable {
  const onLine = watch.output.linesOf(TITLES[part]);
  return {
    ...watched(part, watch),
    start: (signal) => startNodeChild({ script: path, flags, env, signal, onLine }),
  };
}

function watched(part: PartName, watch: PartWatch): Omit<Keepable, 'start'> {
  const name = TITLES[part];
  return {
    name,
    onStart: (pid) => watch.onStart(part, pid),
    onDeath: (how) => watch.output.say(`Bagian "${name}" berhenti (${how}) dan dinyalakan lagi.`),
  };
}

/**
 * Migrates in a process of its own, so that neither the administrator's address nor the job library stays
 * in the memory of a process that lives on.
 */
export function migrateInChild(
  env: NodeJS.ProcessEnv,
  addresses: { appUrl: string; adminUrl?: string },
  output: ProcessOutput,
): Promise<Sentence | undefined> {
  const own: NodeJS.ProcessEnv = { ...env, DATABASE_URL: addresses.appUrl };
  if (addresses.adminUrl) own.DATABASE_ADMIN_URL = addresses.adminUrl;
  delete own.DATABASE_PORT;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script('cli.ts'), 'migrate'], {
      env: own,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const show = output.linesOf('migrasi');
    let said = '';
    let refusal: Sentence | undefined;
    child.on('message', (message: FromChild) => {
      if (message.kind === 'refused') refusal = message.sentence;
    });
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 || refusal) return resolve(refusal);
      for (const line of said.split('\n')) if (line.trim()) show(line);
      resolve(NOT_MIGRATED);
    });
  });
}

const NOT_MIGRATED: Sentence = {
  id: 'Basis data tidak dapat disesuaikan dengan Sampai ini: sebabnya tertulis di atas.',
  en: 'The database could not be brought to this Sampai: the reason is printed above.',
};
