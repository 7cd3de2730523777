/** Judges the time stamp that a signature carries (RFC 3161): is it whole, and does it come from a trusted authority? */

import * as pkijs from 'pkijs';
import { judgePath, type ParsedCertificate } from './certificate-path.ts';
import { verifyCms } from './cms-signature.ts';

/** `broken`: there is a stamp, but it belongs to something else or was changed. */
export type TimeStampVerdict = { kind: 'broken' } | { kind: 'whole'; at: Date; isTrusted: boolean };

/** Judges `token` as a stamp over `signatureValue`. An unknown authority makes it untrusted, not broken. */
export async function judgeTimeStamp(
  token: Uint8Array,
  signatureValue: Uint8Array<ArrayBuffer>,
  anchors: ParsedCertificate[],
): Promise<TimeStampVerdict> {
  const verified = await verifyCms(new Uint8Array(token), signatureValue, 'time-stamp', false);
  if (!verified?.content) return { kind: 'broken' };
  const { genTime } = pkijs.TSTInfo.fromBER(new Uint8Array(verified.content));
  const verdict = judgePath(verified.signer, verified.others, anchors, genTime, 'time-stamping');
  return { kind: 'whole', at: genTime, isTrusted: verdict === 'trusted' };
}
