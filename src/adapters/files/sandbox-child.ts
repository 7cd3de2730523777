/** The program of the bounded child process: reads one file after another from its input, answers with clean pages. */
import { setgid, setgroups, setuid } from 'node:process';
import type { SafePage, UploadKind, UploadProblem } from '../../app/ports.ts';
import { prepareImageDecoder, reencodeImage } from './reencode-image.ts';
import { encodeFrame, type Frame, FrameReader } from './sandbox-frames.ts';
import type { UploadLimits } from './upload-limits.ts';

const limits = JSON.parse(process.argv[2]!) as UploadLimits;
const opensPdf = process.argv[3] === 'pdf';
const { rasterisePdf } = opensPdf ? await import('./rasterise-pdf.ts') : { rasterisePdf: undefined };
prepareImageDecoder();
leaveRoot();

const incoming = new FrameReader(limits.fileBytes);
let working: Promise<void> = Promise.resolve();
process.stdin.on('data', (piece: Buffer) => {
  incoming.add(piece);
  const frame = incoming.take();
  if (frame) working = working.then(() => answer(frame));
});
// The parent is gone: nobody will read an answer.
process.stdin.on('end', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
write({ ready: true, cpuMs: cpuMs() }, []);

async function answer(frame: Frame): Promise<void> {
  const { kind } = frame.header as { kind: UploadKind };
  const startedMs = cpuMs();
  const opened = await open(frame.body, kind);
  const pages = typeof opened === 'string' ? [] : opened;
  write(
    {
      problem: typeof opened === 'string' ? opened : undefined,
      pages: pages.map(({ jpeg, widthPx, heightPx }) => ({ bytes: jpeg.length, widthPx, heightPx })),
      cpuMs: cpuMs() - startedMs,
    },
    pages.map((page) => page.jpeg),
  );
}

async function open(bytes: Uint8Array, kind: UploadKind): Promise<SafePage[] | UploadProblem> {
  if (kind === 'pdf') return rasterisePdf ? rasterisePdf(bytes, limits) : 'unreadable';
  const page = await reencodeImage(bytes, kind, limits);
  return typeof page === 'string' ? page : [page];
}

function write(header: unknown, body: readonly Uint8Array[]): void {
  for (const part of encodeFrame(header, body)) process.stdout.write(part);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** As root the decoders would run as root; everything has been loaded, so nobody's rights are enough from here. */
function leaveRoot(): void {
  if (process.getuid?.() !== 0) return;
  const nobody = 65534;
  try {
    setgroups?.([]);
    setgid?.(nobody);
    setuid?.(nobody);
  } catch {
    // A container whose root is not the machine's root may not know this user; its root has no rights outside.
  }
}
