/** Starts the child that opens uploads, with as few rights as the machine lets us take away. */
import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { UploadLimits } from './upload-limits.ts';

/** A child opens either photos or PDFs, so that what a PDF does cannot reach the next resident's photo. */
export type SandboxMode = 'photo' | 'pdf';

/** V8 maps about 600 MB that it never touches (room for code); the kernel's bound lies that much above ours. */
const mappedButUnusedBytes = 640 * 1024 * 1024;
/** Of one life, kept by the kernel: a child whose parent was killed in the middle of a file ends as well. */
const cpuSecondsPerLife = 60;
const wasmPageBytes = 64 * 1024;

/**
 * The kernel's own bounds, inherited by what `exec` starts: no core, no file written, few handles, CPU seconds,
 * data. Where `unshare` is missing or forbidden, the child keeps a network that it has no use for.
 */
const launcher = `
ulimit -c 0; ulimit -f 0; ulimit -n 64; ulimit -t "$1"; ulimit -d "$2" 2>/dev/null; shift 2
if [ "$(id -u)" = 0 ]; then own=--net; else own='--net --map-root-user'; fi
if unshare $own true 2>/dev/null; then exec unshare $own "$@"; fi
exec "$@"`;

/**
 * Starts `sandbox-child.ts`: it reads files from its standard input and answers on its standard output.
 * Node's permission model lets it read the program and its packages and nothing else; it cannot write a file
 * or start a process.
 */
export function launchSandboxChild(mode: SandboxMode, limits: UploadLimits): ChildProcess {
  const dataKilobytes = Math.ceil((limits.residentBytes + mappedButUnusedBytes) / 1024);
  const node = [
    process.execPath,
    '--permission',
    '--allow-addons',
    `--allow-fs-read=${pathOf('../../')}`,
    `--allow-fs-read=${pathOf('../../../node_modules')}`,
    `--allow-fs-read=${pathOf('../../../package.json')}`,
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    '--max-old-space-size=192',
    `--wasm-max-mem-pages=${Math.floor((limits.residentBytes * 0.75) / wasmPageBytes)}`,
    pathOf('./sandbox-child.ts'),
    JSON.stringify(limits),
    mode,
  ];
  const child = spawn(
    '/bin/sh',
    ['-c', launcher, 'open-uploads', String(cpuSecondsPerLife), String(dataKilobytes), ...node],
    {
      cwd: '/',
      // Nothing of ours: the environment holds the database's address and the provider's secrets.
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  giveWay(child.pid);
  return child;
}

/** Pictures take most of the processor: where it is short, answers to people go first. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, 10);
  } catch {
    // It has ended already, or this system does not let us: then it competes like everybody else.
  }
}

/** Real paths, because the permission model looks at them: the checkout or its packages may be reached by a link. */
function pathOf(relative: string): string {
  return realpathSync(fileURLToPath(new URL(relative, import.meta.url)));
}
