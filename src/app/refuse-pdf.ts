/** Why a PDF from SIAK was not taken, in words for the operator: there a photo would be no way out. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { UploadProblem } from './ports.ts';

/** The refusal for a file that had to be a PDF. */
export function refusePdf(problem: UploadProblem): Refusal {
  return problem === 'wrong-kind' ? refuse('not-a-pdf') : refuse('pdf-unusable', { what: `pdf-${problem}` });
}
