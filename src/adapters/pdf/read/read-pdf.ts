/** Reads the text of a PDF. Parses hostile bytes: runs in the bounded child only. */

import type { PdfReader } from '../../../app/ports.ts';
import { openWithPdfium } from '../pdfium.ts';
import { openScreened } from '../screen.ts';
import { readingOrder } from './reading-order.ts';

/** What the child is given. */
export interface ReadJob {
  task: 'read';
  pdf: Uint8Array;
  maxPages: number;
}

/** What it answers. */
export type ReadAnswer = Awaited<ReturnType<PdfReader['read']>>;

/** Screens the file and reads all pages; pages are separated by an empty line. */
export async function readPdf(job: ReadJob): Promise<ReadAnswer> {
  const { problem } = await openScreened(job.pdf);
  if (problem) return { ok: false, problem };
  try {
    const document = await openWithPdfium(job.pdf);
    try {
      const pages = document.pageCount;
      if (pages === 0) return { ok: false, problem: 'unreadable' };
      if (pages > job.maxPages) return { ok: false, problem: 'too-many-pages' };
      const texts = Array.from({ length: pages }, (_, index) => readingOrder(document.characters(index)));
      return { ok: true, pages, text: texts.join('\n\n') };
    } finally {
      document.close();
    }
  } catch {
    return { ok: false, problem: 'unreadable' };
  }
}
