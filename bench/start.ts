/** `bench start`: how soon `npm start` serves, the first time and later, and how much memory an office at rest takes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WEB_FOLDER } from '../src/main/web-build.ts';
import { findFreePorts, type SampaiProcesses, waitForHealth } from '../test/support/running-sampai.ts';
import { OfficeAtWork } from './birth-flow.ts';
import { type Figure, figure } from './figure.ts';
import { closedLoop } from './load.ts';
import { pssMib, treePssMib } from './processes.ts';
import { must, note } from './report.ts';
import { attachTo, givenDatabase, type Subject } from './subject.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CASES = 10;
const REST_MS = 30_000;
const STOP_LIMIT_MS = 30_000;

/** A Sampai that was started by `npm start`. */
interface NpmRun {
  npm: ChildProcess;
  url: string;
  /** From the command to the first healthy answer. */
  seconds: number;
}

/** Whatever npm this benchmark was itself started by. */
function npmCommand(): [program: string, args: string[]] {
  const { npm_execpath: path, npm_node_execpath: node } = process.env;
  return path && node ? [node, [path, 'start']] : ['npm', ['start']];
}

async function npmStart(env: NodeJS.ProcessEnv): Promise<NpmRun> {
  const [program, args] = npmCommand();
  const url = `http://127.0.0.1:${env.PORT}`;
  let printed = '';
  const startedAt = performance.now();
  const npm = spawn(program, args, { cwd: ROOT, env: { ...outsideEnvironment(), ...env }, detached: true });
  npm.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  npm.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await waitForHealth(url, npm, () => printed);
  return { npm, url, seconds: (performance.now() - startedAt) / 1000 };
}

/** As a terminal would give it: without what npm added for this benchmark, and without its settings. */
function outsideEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Ctrl-C in the terminal reaches npm and everything that it started. */
async function stopNpm({ npm }: NpmRun): Promise<void> {
  if (npm.exitCode !== null || npm.signalCode !== null) return;
  const ended = new Promise<boolean>((resolve) => npm.once('exit', () => resolve(true)));
  process.kill(-npm.pid!, 'SIGINT');
  must(await Promise.race([ended, wait(STOP_LIMIT_MS, false, { ref: false })]), 'npm start did not stop');
}

const processesIn = async (dataFolder: string) =>
  JSON.parse(await readFile(join(dataFolder, 'processes.json'), 'utf8')) as SampaiProcesses;

async function makeTenCases(subject: Subject): Promise<void> {
  const office = await OfficeAtWork.open(subject);
  const accepted = await closedLoop(CASES, 1, (index) => office.handIn(index));
  for (const { caseId } of accepted) await office.verify(await office.draft(caseId));
  office.close();
  const count = await subject.database.count("select count(*) from document_jobs where status = 'verified'");
  must(count >= 2 * CASES, `${count} documents are verified after ${CASES} cases`);
}

async function measureMemory(run: NpmRun, dataFolder: string, subject: Subject): Promise<Figure[]> {
  const { parent, app, simulators } = await processesIn(dataFolder);
  const { serverPid } = subject.database;
  const [ofParent, ofApp, ofSimulators, ofNpm, ofDatabase] = await Promise.all([
    pssMib(parent),
    treePssMib(app!),
    treePssMib(simulators!),
    pssMib(run.npm.pid!),
    serverPid === undefined ? undefined : treePssMib(serverPid),
  ]);
  const all = [ofParent, ofApp, ofDatabase];
  const sum = all.every((one) => one !== undefined) ? all.reduce((a, b) => a + b, 0) : undefined;
  return [
    figure(`start: memory after ${CASES} cases and rest, app with parent and PostgreSQL`, sum, 'MiB PSS', {
      target: { atMost: 450 },
    }),
    figure('start: memory, app and its children', ofApp, 'MiB PSS'),
    figure('start: memory, parent that watches the parts', ofParent, 'MiB PSS'),
    figure('start: memory, PostgreSQL', ofDatabase, 'MiB PSS'),
    figure('start: memory, npm (apart)', ofNpm, 'MiB PSS'),
    figure('start: memory, simulators (apart)', ofSimulators, 'MiB PSS'),
  ];
}

/** Runs the benchmark: a first start on an empty folder with the pages to be built, a second one, ten cases, rest. */
export async function benchStart(): Promise<Figure[]> {
  const dataFolder = join(tmpdir(), `sampai-bench-${randomBytes(6).toString('hex')}`);
  const [port, simulatorsPort] = await findFreePorts();
  const env = {
    ...givenDatabase(),
    SAMPAI_DATA: dataFolder,
    PORT: `${port}`,
    SIMULATORS_PORT: `${simulatorsPort}`,
  };
  let run: NpmRun | undefined;
  try {
    note('start: the first one, with an empty data folder and pages to be built');
    // Without this mark the pages count as old and are built anew, as after an install.
    await rm(join(WEB_FOLDER, '.sources'), { force: true });
    run = await npmStart(env);
    const first = run.seconds;
    await stopNpm(run);
    note('start: a second one');
    run = await npmStart(env);
    const warm = run.seconds;
    const place = { url: run.url, dataFolder, simulatorsPort };
    const subject = await attachTo(place, (await processesIn(dataFolder)).app!);
    note(`start: ${CASES} cases`);
    await makeTenCases(subject);
    note(`start: ${REST_MS / 1000} s of rest`);
    await wait(REST_MS);
    const memory = await measureMemory(run, dataFolder, subject);
    await subject.database.close();
    return [
      figure('start: npm start to healthy, first', first, 's', { target: { atMost: 45 } }),
      figure('start: npm start to healthy, warm', warm, 's', { target: { atMost: 5 } }),
      ...memory,
    ];
  } finally {
    if (run) await stopNpm(run);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
