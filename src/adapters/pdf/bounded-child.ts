/** Runs jobs on hostile bytes in one child process that is short of memory, time, files and secrets. */

import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Limits of the child. All have defaults that suit PDFs of a civil registry. */
export interface BoundedChildLimits {
  /** Longest run of one job; then the child is killed. Default 20 s. */
  jobMs?: number;
  /** CPU seconds over the life of one child, kept by the kernel, so that an orphan ends too. Default 300. */
  cpuSeconds?: number;
  /** JavaScript heap. Default 192 MiB. */
  heapMiB?: number;
  /** Memory of one WebAssembly module. Default 256 MiB. */
  wasmMiB?: number;
  /** Resident memory at which the child is killed (Linux). Default 640 MiB. */
  residentMiB?: number;
  /** A new child after so many jobs, because parsers leak. Default 40. */
  jobsPerChild?: number;
  /** An idle child gives its memory back after this time. Default 20 s. */
  idleMs?: number;
}

/** What became of a job. `crashed`: the child threw, died or ran out of memory. */
export type BoundedOutcome<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'took-too-long' }
  | { kind: 'crashed' };

/** One child at a time; jobs wait for each other. */
export interface BoundedChild {
  run<Result>(job: unknown): Promise<BoundedOutcome<Result>>;
  /** Ends the child; jobs under way come back as `crashed`. */
  close(): Promise<void>;
}

const DEFAULTS: Required<BoundedChildLimits> = {
  jobMs: 20_000,
  cpuSeconds: 300,
  heapMiB: 192,
  wasmMiB: 256,
  residentMiB: 640,
  jobsPerChild: 40,
  idleMs: 20_000,
};

/**
 * Makes a bounded child that runs the module `entry`. The module receives each job by `process.on('message')`
 * and answers with `process.send({ result })`, or `process.send({ failed: true })`.
 *
 * The child starts with the first job. It sees no environment variables, may read the program's own folder and
 * nothing else, may write no file, start no process and print nothing.
 */
export function createBoundedChild(entry: URL, limits: BoundedChildLimits = {}): BoundedChild {
  const bounds = { ...DEFAULTS, ...limits };
  let child: ChildProcess | undefined;
  let jobsDone = 0;
  let idleTimer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const stop = async (): Promise<void> => {
    clearTimeout(idleTimer);
    const ending = child;
    child = undefined;
    jobsDone = 0;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.ref();
    ending.kill('SIGKILL');
    await ended;
  };

  const runNext = async <Result>(job: unknown): Promise<BoundedOutcome<Result>> => {
    if (isClosed) return { kind: 'crashed' };
    clearTimeout(idleTimer);
    child ??= startChild(entry, bounds);
    const outcome = await runOne<Result>(child, job, bounds);
    jobsDone++;
    if (outcome.kind !== 'done' || jobsDone >= bounds.jobsPerChild) await stop();
    else idleTimer = setTimeout(() => void stop(), bounds.idleMs).unref();
    return outcome;
  };

  return {
    run<Result>(job: unknown) {
      const turn = queue.then(() => runNext<Result>(job));
      queue = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      isClosed = true;
      await stop();
    },
  };
}

/** Sends one job and waits for the answer, the end of the child, or the first limit that is passed. */
function runOne<Result>(
  child: ChildProcess,
  job: unknown,
  bounds: Required<BoundedChildLimits>,
): Promise<BoundedOutcome<Result>> {
  return new Promise((resolve) => {
    const settle = (outcome: BoundedOutcome<Result>) => {
      clearTimeout(deadline);
      clearInterval(watch);
      child.off('message', onMessage);
      child.off('exit', onEnd);
      child.off('error', onEnd);
      child.unref();
      child.channel?.unref();
      resolve(outcome);
    };
    const onMessage = (answer: { result?: Result; failed?: true }) =>
      settle(answer.failed ? { kind: 'crashed' } : { kind: 'done', result: answer.result as Result });
    const onEnd = () => settle({ kind: 'crashed' });
    const deadline = setTimeout(() => settle({ kind: 'took-too-long' }), bounds.jobMs);
    const watch = setInterval(() => {
      void residentMiB(child.pid).then((size) => {
        if (size > bounds.residentMiB) settle({ kind: 'crashed' });
      });
    }, 100);
    child.ref();
    child.channel?.ref();
    child.on('message', onMessage);
    child.on('exit', onEnd);
    child.on('error', onEnd);
    child.send(job as object, (error) => {
      if (error) onEnd();
    });
  });
}

function startChild(entry: URL, bounds: Required<BoundedChildLimits>): ChildProcess {
  const command = [
    process.execPath,
    `--max-old-space-size=${bounds.heapMiB}`,
    `--wasm-max-mem-pages=${bounds.wasmMiB * 16}`,
    '--permission',
    ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
    '--disable-warning=ExperimentalWarning',
    fileURLToPath(entry),
  ];
  // `ulimit` belongs to the shell: CPU seconds, no file may grow, no core dump with personal data in it.
  const limited = [
    '-c',
    'ulimit -t "$1"; ulimit -f 0; ulimit -c 0; shift; exec "$@"',
    'sh',
    String(bounds.cpuSeconds),
  ];
  const [program, ...args] = process.platform === 'win32' ? command : ['/bin/sh', ...limited, ...command];
  return spawn(program as string, args, {
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

/** The checkout, and where its packages really lie when `node_modules` is a link. */
function readableFolders(): string[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  return [`${root}*`, `${realpathSync(`${root}node_modules`)}/*`];
}

/** Resident memory of a process in MiB; 0 where `/proc` does not exist. */
async function residentMiB(pid: number | undefined): Promise<number> {
  const fields = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return (Number(fields.split(' ')[1] ?? 0) * 4096) / 2 ** 20;
}
