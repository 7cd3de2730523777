/** What processes cost: processor time and memory, read from Linux's /proc; nothing is known elsewhere. */
import { readdir, readFile } from 'node:fs/promises';

/** `sysconf(_SC_CLK_TCK)`: on Linux the kernel's interface always counts in hundredths of a second. */
const TICK_MS = 10;

/** One process as /proc/PID/stat tells it. Times in ms of processor time (user and system). */
interface ProcessStat {
  pid: number;
  parent: number;
  name: string;
  ownMs: number;
  /** Of children that have ended and were waited for. */
  endedChildrenMs: number;
}

/** Processor time of a process and of everything below it, in ms. */
export interface TreeCost {
  /** The process itself. */
  ownMs: number;
  /** Its descendants, those included that have ended. */
  childrenMs: number;
}

/** Reads one process; undefined when it has ended, or where there is no /proc. */
export async function readProcess(pid: number): Promise<ProcessStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseStat(text);
}

/** Parses /proc/PID/stat (proc_pid_stat(5)); the name may itself hold blanks and brackets. */
export function parseStat(text: string): ProcessStat {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  const fields = text.slice(close + 2).split(' ');
  const ticks = (index: number) => Number(fields[index - 3]);
  return {
    pid: Number(text.slice(0, open)),
    name: text.slice(open + 1, close),
    parent: ticks(4),
    ownMs: (ticks(14) + ticks(15)) * TICK_MS,
    endedChildrenMs: (ticks(16) + ticks(17)) * TICK_MS,
  };
}

async function allProcesses(): Promise<ProcessStat[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/u.test(name)).map(Number);
  const read = await Promise.all(pids.map(readProcess));
  return read.filter((one) => one !== undefined);
}

/** The living descendants of a process. */
export async function descendantsOf(pid: number): Promise<ProcessStat[]> {
  const all = await allProcesses();
  const found: ProcessStat[] = [];
  const parents = [pid];
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (const one of all) {
      if (one.parent !== parent) continue;
      found.push(one);
      parents.push(one.pid);
    }
  }
  return found;
}

/** What a process and its descendants have cost so far; undefined when it cannot be read. */
export async function treeCost(pid: number): Promise<TreeCost | undefined> {
  const below = await descendantsOf(pid);
  const own = await readProcess(pid);
  if (own === undefined) return undefined;
  const ofChildren = below.reduce((sum, one) => sum + one.ownMs + one.endedChildrenMs, 0);
  return { ownMs: own.ownMs, childrenMs: own.endedChildrenMs + ofChildren };
}

/**
 * Proportional set size in MiB: memory that several processes share counts by its share in each, so that the sizes
 * of processes may be added up. Undefined when it may not be read.
 */
export async function pssMib(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kib = /^Pss:\s+(\d+) kB$/mu.exec(text)?.[1];
  return kib === undefined ? undefined : Number(kib) / 1024;
}

/** Proportional set size in MiB of a process and all its living descendants. */
export async function treePssMib(pid: number): Promise<number | undefined> {
  const own = await pssMib(pid);
  if (own === undefined) return undefined;
  // One that ends at this moment has no memory any more.
  const below = await Promise.all((await descendantsOf(pid)).map((one) => pssMib(one.pid)));
  return below.reduce<number>((sum, one) => sum + (one ?? 0), own);
}
