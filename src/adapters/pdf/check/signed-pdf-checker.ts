/** The port `SignedPdfChecker`: checks signed PDFs in the bounded child. */

import { createHash } from 'node:crypto';
import type { Clock, SignedPdfChecker } from '../../../app/ports.ts';
import type { BoundedChild } from '../bounded-child.ts';
import { createPdfChild } from '../create-pdf-child.ts';
import type { CheckAnswer, CheckJob } from './check-signed-pdf.ts';

/** What the checker needs. */
export interface SignedPdfCheckerOptions {
  /** Certificates (PEM) that every signature has to lead to; see `loadTrustAnchors`. */
  trustAnchorsPem: string[];
  clock: Clock;
  /** Best shared with the reader; without it the checker has a child of its own, which leaves when idle. */
  child?: BoundedChild;
  /** Default 25 MiB; larger files are `unreadable`. */
  maxBytes?: number;
}

/**
 * Makes the checker. A file that cannot be parsed safely, is locked, contains active content, or brings the child
 * to its limits has the single fault `unreadable`. An archive time stamp after the signature counts as
 * `bytes-after-signature`. Revocation is not asked for: BSrE answers for it when it signs.
 */
export function createSignedPdfChecker(options: SignedPdfCheckerOptions): SignedPdfChecker {
  const { trustAnchorsPem, clock, child = createPdfChild(), maxBytes = 25 * 2 ** 20 } = options;
  return {
    async check(pdf, expected) {
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      if (pdf.length > maxBytes) return { faults: ['unreadable'], sha256 };
      const job: CheckJob = {
        task: 'check',
        pdf,
        anchors: trustAnchorsPem,
        nowMs: clock.now().getTime(),
        ...(expected.sent ? { sent: expected.sent } : {}),
        ...(expected.signerNik !== undefined ? { signerNik: expected.signerNik } : {}),
        ...(expected.number !== undefined ? { number: expected.number } : {}),
      };
      const outcome = await child.run<CheckAnswer>(job);
      if (outcome.kind !== 'done') return { faults: ['unreadable'], sha256 };
      return { ...outcome.result, sha256 };
    },
  };
}
