/** The port `PdfReader`: text of PDFs that SIAK made, read in the bounded child. */

import type { PdfReader } from '../../../app/ports.ts';
import type { BoundedChild } from '../bounded-child.ts';
import type { ReadAnswer, ReadJob } from './read-pdf.ts';

/** Limits of reading. */
export interface PdfReaderLimits {
  /** Default 15 MiB. */
  maxBytes?: number;
  /** Default 40. */
  maxPages?: number;
}

/**
 * Reads PDFs through `child` (see `createPdfChild`). Refuses what is empty, too large, no PDF, locked, active,
 * too long, unreadable, or takes too long to read.
 */
export function createPdfReader(child: BoundedChild, limits: PdfReaderLimits = {}): PdfReader {
  const { maxBytes = 15 * 2 ** 20, maxPages = 40 } = limits;
  return {
    async read(pdf) {
      if (pdf.length === 0) return { ok: false, problem: 'empty' };
      if (pdf.length > maxBytes) return { ok: false, problem: 'too-large' };
      const outcome = await child.run<ReadAnswer>({ task: 'read', pdf, maxPages } satisfies ReadJob);
      if (outcome.kind === 'done') return outcome.result;
      return { ok: false, problem: outcome.kind === 'took-too-long' ? 'took-too-long' : 'unreadable' };
    },
  };
}
