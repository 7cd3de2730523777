/** What the simulator keeps: every signing call in a log, the latest signed documents, and its clock. */

import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './rules.ts';

/** One signing call. Passphrases are never kept. */
export interface SignCall {
  /** The document's id at the service; the empty string when nothing was signed. */
  documentId: string;
  at: string;
  signerNik: string;
  inputSha256: string;
  inputBytes: number;
  /** What was signed, before any fault touched the answer. */
  outputSha256?: string;
  /** `signed`, or why not: a number of the service or `error`. */
  outcome: 'signed' | 2011 | 2031 | 400 | 'error';
  fault?: Fault;
}

/** The simulator's memory. */
export interface Archive {
  record(call: SignCall): void;
  calls(): SignCall[];
  keepDocument(id: string, pdf: Uint8Array): void;
  findDocument(id: string): Uint8Array | undefined;
  now(): Date;
  offsetMs(): number;
  moveClock(offsetMs: number): void;
}

const MAX_DOCUMENTS = 400;

/** Opens the memory in `folder`; `given` goes before the clock offset kept from the last run. */
export function openArchive(folder: string, given: number | undefined): Archive {
  const documents = join(folder, 'dokumen');
  const logFile = join(folder, 'catatan.jsonl');
  const clockFile = join(folder, 'jam.json');
  mkdirSync(documents, { recursive: true, mode: 0o700 });
  const calls = readLines(logFile);
  const kept = readdirSync(documents);
  let offset = given ?? Number(readText(clockFile) || 0);
  const keepClock = () => writeFileSync(clockFile, String(offset));
  keepClock();
  return {
    record(call) {
      calls.push(call);
      appendFileSync(logFile, `${JSON.stringify(call)}\n`, { mode: 0o600 });
    },
    calls: () => [...calls],
    keepDocument(id, pdf) {
      writeFileSync(join(documents, `${id}.pdf`), pdf, { mode: 0o600 });
      kept.push(`${id}.pdf`);
      for (const old of kept.splice(0, kept.length - MAX_DOCUMENTS))
        rmSync(join(documents, old), { force: true });
    },
    findDocument(id) {
      if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
      try {
        return readFileSync(join(documents, `${id}.pdf`));
      } catch {
        return undefined;
      }
    },
    now: () => new Date(Date.now() + offset),
    offsetMs: () => offset,
    moveClock(offsetMs) {
      offset = offsetMs;
      keepClock();
    },
  };
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A line that a crash cut short is left out. */
function readLines(path: string): SignCall[] {
  return readText(path)
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as SignCall];
      } catch {
        return [];
      }
    });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
