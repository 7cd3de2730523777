/** What one entry of the bad-input corpus is: a file made at test time and what must become of it. */
import type { UploadProblem } from '../../../app/ports.ts';

/** What is right for a bad upload. `safe` means taken, with clean pages only. */
export type Verdict = 'safe' | UploadProblem;

/** One hostile or odd upload. Several verdicts mean that each of them protects the office equally well. */
export interface BadUpload {
  name: string;
  make(): Buffer | Promise<Buffer>;
  expected: readonly Verdict[];
  /** Takes seconds: only in the full run. */
  isSlow?: boolean;
}

/** Writes down one entry of the corpus. */
export function upload(
  name: string,
  make: () => Buffer | Uint8Array | string | Promise<Buffer | Uint8Array>,
  ...expected: Verdict[]
): BadUpload {
  return { name, expected, make: async () => Buffer.from((await make()) as Uint8Array) };
}

/** The same entry, kept for the full run. */
export function slow(entry: BadUpload): BadUpload {
  return { ...entry, isSlow: true };
}
