/** The upload sandbox: checks what needs no opening, queues the rest for one warm child, replaces what died. */
import type { UploadKind, UploadProblem, UploadSandbox } from '../../app/ports.ts';
import { createChildKeeper } from './child-keeper.ts';
import type { ChildOutcome } from './sandbox-process.ts';
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
 * `inspect` rejects only when no child can be started at all, or when the sandbox is closed meanwhile: the file is
 * then still to be inspected later.
 */
export function createUploadSandbox(
  settings: { limits?: Partial<UploadLimits>; childIdleMs?: number } = {},
): MeasuredUploadSandbox {
  const limits = { ...defaultUploadLimits, ...settings.limits };
  const usage: SandboxUsage = { files: 0, cpuMs: 0, childStarts: 0, startCpuMs: 0, peakBytes: 0 };
  const keeper = createChildKeeper(limits, settings.childIdleMs ?? 20_000, (cpuMs) => {
    usage.childStarts += 1;
    usage.startCpuMs += cpuMs;
  });
  let queue: Promise<unknown> = Promise.resolve();

  async function openOnce(
    bytes: Uint8Array,
    kind: UploadKind,
  ): Promise<ChildOutcome & { wasFresh: boolean }> {
    const child = await keeper.take(kind === 'pdf' ? 'pdf' : 'photo');
    const wasFresh = child.files === 0;
    const outcome = await child.open(bytes, kind);
    const memory = child.memory();
    usage.cpuMs += outcome.cpuMs;
    usage.peakBytes = Math.max(usage.peakBytes, memory.peakBytes);
    const isSpent = child.files >= limits.filesPerChild || memory.residentBytes > limits.residentBytes / 2;
    if (isSpent || (outcome.kind !== 'opened' && outcome.kind !== 'refused')) keeper.retire();
    return { ...outcome, wasFresh };
  }

  async function open(bytes: Uint8Array, kind: UploadKind): Promise<Inspection> {
    usage.files += 1;
    try {
      let outcome = await openOnce(bytes, kind);
      // Somebody else may have killed the child, or an earlier file harmed it: once more, in a fresh one.
      const isDoubtful =
        outcome.kind === 'crashed' || (outcome.kind === 'too-much-memory' && !outcome.wasFresh);
      if (isDoubtful) outcome = await openOnce(bytes, kind);
      // Killed because the program ends: that says nothing about the file.
      if (outcome.kind === 'crashed' && keeper.isClosed) throw new Error('The upload sandbox is closed.');
      return judge(outcome, kind);
    } finally {
      keeper.rest();
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
      keeper.close();
      await queue;
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
