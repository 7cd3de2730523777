/** One bounded child process that opens uploads: asks it, watches what it costs, ends it. */
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { SafePage, UploadKind, UploadProblem } from '../../app/ports.ts';
import { cpuMsOf, memoryOf } from './child-cost.ts';
import { readAnswer, type SandboxAnswer } from './sandbox-answer.ts';
import { encodeFrame, FrameReader } from './sandbox-frames.ts';
import { launchSandboxChild, type SandboxMode } from './sandbox-launch.ts';
import type { UploadLimits } from './upload-limits.ts';

/** What became of one file in the child. `cpuMs` is the processor time it took. */
export type ChildOutcome =
  | { kind: 'refused'; problem: UploadProblem; cpuMs: number }
  | { kind: 'opened'; pages: SafePage[]; cpuMs: number }
  | { kind: 'too-slow' | 'too-much-memory' | 'crashed'; cpuMs: number };

/** A running child. */
export interface SandboxProcess {
  readonly mode: SandboxMode;
  /** Processor time until it was ready, in ms. */
  readonly startCpuMs: number;
  /** Files it has been given so far. */
  readonly files: number;
  readonly isAlive: boolean;
  /** Resident memory in bytes, now and the most that was seen; 0 where the system does not tell. */
  memory(): { residentBytes: number; peakBytes: number };
  /** Opens one file. One at a time: the caller queues. Never throws for what the file does. */
  open(bytes: Uint8Array, kind: UploadKind): Promise<ChildOutcome>;
  kill(): void;
}

const startLimitMs = 20_000;
const watchEveryMs = 20;
/** Pages of the largest size at this quality stay well below; a child that sends more has been taken over. */
const answerLimitBytes = 64 * 1024 * 1024;

/** Starts a child and waits until it is ready. Throws when it cannot be started: that is a fault of the machine. */
export async function startSandboxProcess(mode: SandboxMode, limits: UploadLimits): Promise<SandboxProcess> {
  const child = launchSandboxChild(mode, limits);
  const answers = listenTo(child, limits);
  const startCpuMs = await awaitReady(child, answers);
  setReferenced(child, false);
  const isAlive = () => child.exitCode === null && child.signalCode === null && !child.killed;
  let files = 0;
  let peakBytes = 0;
  return {
    mode,
    startCpuMs,
    get files() {
      return files;
    },
    get isAlive() {
      return isAlive();
    },
    memory() {
      const now = memoryOf(child.pid);
      peakBytes = Math.max(peakBytes, now.peakBytes);
      return { residentBytes: now.residentBytes, peakBytes };
    },
    kill: () => void child.kill('SIGKILL'),
    async open(bytes, kind) {
      files += 1;
      if (!isAlive()) return { kind: 'crashed', cpuMs: 0 };
      setReferenced(child, true);
      const watch = watchCost(child, limits);
      for (const part of encodeFrame({ kind }, [bytes])) child.stdin!.write(part);
      const answer = await answers.next();
      const seen = watch.stop();
      peakBytes = Math.max(peakBytes, seen.peakBytes);
      if (!answer) return { kind: seen.breach ?? 'crashed', cpuMs: seen.cpuMs };
      setReferenced(child, false);
      const { problem, pages, cpuMs } = answer;
      return problem ? { kind: 'refused', problem, cpuMs } : { kind: 'opened', pages, cpuMs };
    },
  };
}

interface Answers {
  /** The next answer, or undefined when the child has ended. */
  next(): Promise<SandboxAnswer | undefined>;
  /** The end of what it said on its error output. */
  lastWords(): string;
}

function listenTo(child: ChildProcess, limits: UploadLimits): Answers {
  const reader = new FrameReader(answerLimitBytes);
  let waiting: ((answer: SandboxAnswer | undefined) => void) | undefined;
  let lastWords = '';
  let isOver = false;
  const give = (answer: SandboxAnswer | undefined) => {
    waiting?.(answer);
    waiting = undefined;
  };
  const end = () => {
    isOver = true;
    give(undefined);
  };
  child.stdout!.on('data', (piece: Buffer) => {
    try {
      reader.add(piece);
      const frame = reader.take();
      if (frame) give(readAnswer(frame, limits));
    } catch {
      child.kill('SIGKILL');
    }
  });
  child.stderr!.on('data', (piece: Buffer) => {
    lastWords = (lastWords + piece.toString('utf8')).slice(-400);
  });
  // Writing to a child that has just died; its end is noticed by 'close'.
  child.stdin!.on('error', () => undefined);
  child.on('error', (error) => {
    lastWords = error.message;
    end();
  });
  child.on('close', end);
  return {
    lastWords: () => lastWords.trim(),
    next: () => (isOver ? Promise.resolve(undefined) : new Promise((resolve) => (waiting = resolve))),
  };
}

async function awaitReady(child: ChildProcess, answers: Answers): Promise<number> {
  const giveUp = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  const ready = await answers.next();
  clearTimeout(giveUp);
  // Its words are safe to repeat here: it has not been given a file yet.
  if (!ready) throw new Error(`The process that opens uploads did not start: ${answers.lastWords()}`);
  return ready.cpuMs;
}

/** Kills the child when the file costs more than it may; `stop` tells what it cost and whether that happened. */
function watchCost(child: ChildProcess, limits: UploadLimits) {
  const beforeMs = cpuMsOf(child.pid);
  const startedAt = performance.now();
  let breach: 'too-slow' | 'too-much-memory' | undefined;
  let cpuMs = 0;
  let peakBytes = 0;
  const timer = setInterval(() => {
    cpuMs = Math.max(cpuMs, cpuMsOf(child.pid) - beforeMs);
    peakBytes = Math.max(peakBytes, memoryOf(child.pid).peakBytes);
    if (performance.now() - startedAt > limits.wallMs || cpuMs > limits.cpuMs) breach = 'too-slow';
    else if (peakBytes > limits.residentBytes) breach = 'too-much-memory';
    if (breach) child.kill('SIGKILL');
  }, watchEveryMs);
  return {
    stop() {
      clearInterval(timer);
      return { breach, cpuMs, peakBytes };
    },
  };
}

/** An idle child must not keep the program from ending. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  for (const part of [child, child.stdin as Socket, child.stdout as Socket, child.stderr as Socket]) {
    if (isReferenced) part.ref();
    else part.unref();
  }
}
