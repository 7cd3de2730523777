/** The table of duties: who entered may not verify, who entered or verified may not sign (per document). */
import { type Refusal, refuse } from '../refusal.ts';
import type { DocumentJob } from './state.ts';

/** One rule of separation. `step` may not be done by the person who did `other` on the same document. */
export const separation = [
  { step: 'verify', other: 'enteredBy', refusal: 'same-person-entered' },
  { step: 'sign', other: 'enteredBy', refusal: 'same-person-entered' },
  { step: 'sign', other: 'verifiedBy', refusal: 'same-person-verified' },
] as const;

/** The refusal when this officer already did a step that excludes the new one; also held by check constraints. */
export function dutyConflict(
  step: 'verify' | 'sign',
  document: DocumentJob,
  officerId: string,
): Refusal | undefined {
  const broken = separation.find((rule) => rule.step === step && document[rule.other] === officerId);
  return broken && refuse(broken.refusal);
}
