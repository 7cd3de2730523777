/** Keeps at most one child that opens uploads: warm while there is work, gone when it is spent, broken or idle. */
import type { SandboxMode } from './sandbox-launch.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';
import type { UploadLimits } from './upload-limits.ts';

/** Hands out the one child. Its users take turns: nothing here queues. */
export interface ChildKeeper {
  /** The warm child if it fits, otherwise a new one. Throws when none can be started or the keeper is closed. */
  take(mode: SandboxMode): Promise<SandboxProcess>;
  /** Ends the child now. */
  retire(): void;
  /** Ends the child when nobody takes it for as long as a child may be idle. */
  rest(): void;
  close(): void;
  readonly isClosed: boolean;
}

/** Makes a keeper without a child. `onStart` is told the processor time (ms) that each start took. */
export function createChildKeeper(
  limits: UploadLimits,
  idleMs: number,
  onStart: (cpuMs: number) => void,
): ChildKeeper {
  let child: SandboxProcess | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function retire(): void {
    child?.kill();
    child = undefined;
  }

  return {
    async take(mode) {
      clearTimeout(idleTimer);
      if (isClosed) throw new Error('The upload sandbox is closed.');
      if (child?.isAlive && child.mode === mode) return child;
      retire();
      const started = await startSandboxProcess(mode, limits);
      onStart(started.startCpuMs);
      child = started;
      // Closed while it was starting: whoever asks it now finds it dead.
      if (isClosed) retire();
      return started;
    },
    retire,
    rest() {
      clearTimeout(idleTimer);
      idleTimer = setTimeout(retire, idleMs).unref();
    },
    close() {
      isClosed = true;
      clearTimeout(idleTimer);
      retire();
    },
    get isClosed() {
      return isClosed;
    },
  };
}
