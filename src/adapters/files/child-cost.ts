/** What a child process has cost so far, as the Linux kernel counts it. */
import { readFileSync } from 'node:fs';

/** Processor time in ms; resident memory in bytes, now and at most so far. Zeros where there is no `/proc`. */
export interface ChildCost {
  cpuMs: number;
  residentBytes: number;
  peakBytes: number;
}

/** The kernel reports processor time in hundredths of a second on every Linux (USER_HZ). */
const tickMs = 10;

/** Looks up the cost of a process. One that has ended costs nothing more. */
export function costOf(pid: number | undefined): ChildCost {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const bytesOf = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may contain spaces; user and system time are the 12th and 13th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuMs: ticks * tickMs, residentBytes: bytesOf('VmRSS'), peakBytes: bytesOf('VmHWM') };
  } catch {
    return { cpuMs: 0, residentBytes: 0, peakBytes: 0 };
  }
}
