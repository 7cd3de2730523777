/** What `/api/track` and `/api/check/…` answer, as residents' pages read it. Instants are ISO 8601 in UTC. */

import type { SignatureFault } from '../../src/app/ports.ts';
import type { CaseStatus, DocumentStatus } from '../../src/domain/case/state.ts';

/** A case as its applicant sees it. */
export interface TrackedCase {
  number: string;
  service: string;
  status: CaseStatus;
  documents: TrackedDocument[];
  missing: { label: string; reason: string }[];
  steps: TrackedStep[];
  /** `YYYY-MM-DD`; absent while the office's clock stands still. */
  expectedOn?: string;
  /** Working minutes of the office. */
  officeMinutes: number;
  /** Minutes since the first word, by day and by night. */
  residentMinutes: number;
  looks: { purpose: string; count: number; lastAt: string }[];
}

/** One document of the case. */
export interface TrackedDocument {
  id: string;
  name: string;
  form: 'paper' | 'card';
  status: DocumentStatus;
  at?: string;
  canDownload: boolean;
}

/** One step on the way; without `at` it has not been reached. */
export interface TrackedStep {
  step: 'opened' | 'complete' | 'accepted' | 'signed' | 'received';
  at?: string;
}

/** What the office says about a document. */
export interface DocumentAnswer {
  standing: 'active' | 'superseded' | 'withdrawn' | 'not-ours';
  document?: string;
  issuedAt?: string;
  /** Only when the file itself was given. No faults: the file is unchanged since it was signed. */
  signature?: { faults: SignatureFault[]; signer?: string; signedAt?: string };
}

/** A refusal in words: what is wrong, and what to do next. */
export interface RefusalWords {
  sentence: string;
  next: string;
}
