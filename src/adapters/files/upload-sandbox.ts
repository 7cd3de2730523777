/** The upload sandbox: checks what needs no opening, queues the rest for one warm child, replaces what died. */
import type { UploadKind, UploadProblem, UploadSandbox } from '../../app/ports.ts';
import type { SandboxMode } from './sandbox-launch.ts';
import { type ChildOutcome, type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';
import { findUploadKind } from './upload-kind.ts';
import { defaultUploadLimits, type UploadLimits } from './upload-limits.ts';

/** What the sandbox has cost since it was made. Times are processor time in ms, of the children alone. */
export interface SandboxUsage {
  /** Files that were opened in a child (those refused for size or kind never reach one). */
  files: number;
  /** Processor time spent on files. */
  cpuMs: number;
  /** Children started, and the processor time until they were ready. */
  childStarts: number;
  startCpuMs: number;
  /** Largest resident memory of a child, in bytes, as far as it was seen; 0 where the system does not tell. */
  peakBytes: number;
}

/** The port, and what its children cost. */
export interface MeasuredUploadSandbox extends UploadSandbox {
  usage(): SandboxUsage;
}

type Inspection = Awaited<ReturnType<UploadSandbox['inspect']>>;

/**
 * Makes the sandbox. Nothing is started before the first file; an idle child ends after `childIdleMs`
 * (20 s), so that the memory of a quiet office stays small. Files are opened one after another.
 * `inspect` rejects only when no child can be started at all: the file is then still to be inspected later.
 */
export function createUploadSandbox(
  settings: { limits?: Partial<UploadLimits>; childIdleMs?: number } = {},
): MeasuredUploadSandbox {
  const limits = { ...defaultUploadLimits, ...settings.limits };
  const idleMs = settings.childIdleMs ?? 20_000;
  const usage: SandboxUsage = { files: 0, cpuMs: 0, childStarts: 0, startCpuMs: 0, peakBytes: 0 };
  let child: SandboxProcess | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  function retire(): void {
    child?.kill();
    child = undefined;
  }

  async function takeChild(kind: UploadKind): Promise<SandboxProcess> {
    if (isClosed) throw new Error('The upload sandbox is closed.');
    const mode: SandboxMode = kind === 'pdf' ? 'pdf' : 'photo';
    if (child?.isAlive && child.mode === mode) return child;
    retire();
    const started = await startSandboxProcess(mode, limits);
    usage.childStarts += 1;
    usage.startCpuMs += started.startCpuMs;
    if (isClosed) started.kill();
    child = started;
    return started;
  }

  async function openIn(process: SandboxProcess, bytes: Uint8Array, kind: UploadKind): Promise<ChildOutcome> {
    const outcome = await process.open(bytes, kind);
    const memory = process.memory();
    usage.cpuMs += outcome.cpuMs;
    usage.peakBytes = Math.max(usage.peakBytes, memory.peakBytes);
    const isSpent = process.files >= limits.filesPerChild || memory.residentBytes > limits.residentBytes / 2;
    if (isSpent || outcome.kind === 'crashed' || outcome.kind.startsWith('too-')) retire();
    return outcome;
  }

  async function open(bytes: Uint8Array, kind: UploadKind): Promise<Inspection> {
    clearTimeout(idleTimer);
    usage.files += 1;
    try {
      const first = await takeChild(kind);
      const isFresh = first.files === 0;
      let outcome = await openIn(first, bytes, kind);
      // An earlier file may have harmed the child: what fails in a used one is tried once in a fresh one.
      if (!isFresh && (outcome.kind === 'crashed' || outcome.kind === 'too-much-memory')) {
        outcome = await openIn(await takeChild(kind), bytes, kind);
      }
      return judge(outcome, kind);
    } finally {
      idleTimer = setTimeout(retire, idleMs).unref();
    }
  }

  return {
    inspect(bytes) {
      const known = findKnownProblem(bytes, limits);
      if (known) return Promise.resolve({ ok: false, problem: known });
      const kind = findUploadKind(bytes)!;
      const inspection = queue.then(() => open(bytes, kind));
      queue = inspection.catch(() => undefined);
      return inspection;
    },
    async close() {
      isClosed = true;
      clearTimeout(idleTimer);
      retire();
      await queue;
      retire();
    },
    usage: () => ({ ...usage }),
  };
}

function findKnownProblem(bytes: Uint8Array, limits: UploadLimits): UploadProblem | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > limits.fileBytes) return 'too-large';
  if (!findUploadKind(bytes)) return 'wrong-kind';
  return undefined;
}

function judge(outcome: ChildOutcome, kind: UploadKind): Inspection {
  switch (outcome.kind) {
    case 'opened':
      return { ok: true, kind, pages: outcome.pages };
    case 'refused':
      return { ok: false, problem: outcome.problem };
    case 'too-slow':
      return { ok: false, problem: 'took-too-long' };
    case 'too-much-memory':
      return { ok: false, problem: kind === 'pdf' ? 'unreadable' : 'too-many-pixels' };
    case 'crashed':
      return { ok: false, problem: 'unreadable' };
  }
}
