/** What a child process has cost so far, as the Linux kernel counts it. Zeros where there is no `/proc`. */
import { readFileSync } from 'node:fs';

/** The kernel reports processor time in hundredths of a second on every Linux (USER_HZ). */
const tickMs = 10;

/** Processor time in ms, of the process alone. One that has ended costs nothing more. */
export function cpuMsOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may contain spaces; user and system time are the 12th and 13th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return 0;
  }
}

/** Resident memory in bytes, now and at most so far. */
export function memoryOf(pid: number | undefined): { residentBytes: number; peakBytes: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const bytesOf = (name: string) =>
      1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
    return { residentBytes: bytesOf('VmRSS'), peakBytes: bytesOf('VmHWM') };
  } catch {
    return { residentBytes: 0, peakBytes: 0 };
  }
}
