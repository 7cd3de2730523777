/** Signs PDFs with the training authority without the service in between: for the simulated SIAK, which signs itself. */

import { join } from 'node:path';
import { type SignatureBox, signPdf } from './pdf-signing.ts';
import { openTrainingCa } from './training-ca.ts';

/** Who signs, with which keys, by which clock. */
export interface TrainingSignerOptions {
  /** State folder of the BSrE simulator, so that both sign by the same authority. Start that one first. */
  stateDir: string;
  signer: { nik: string; name: string };
  now: () => Date;
  /** Without it the signature is invisible. */
  box?: SignatureBox;
}

/** Opens a signer of the training authority. */
export async function openTrainingSigner(
  options: TrainingSignerOptions,
): Promise<{ sign(pdf: Uint8Array): Promise<Uint8Array> }> {
  const ca = await openTrainingCa(join(options.stateDir, 'ca'), [options.signer]);
  const signer = ca.signers.get(options.signer.nik);
  if (!signer) throw new Error('the training authority makes every signer it is asked for');
  const { box } = options;
  return {
    sign: (pdf) =>
      signPdf(ca, {
        pdf,
        signer,
        at: options.now(),
        reason: 'Penandatanganan di SIAK (simulasi)',
        ...(box ? { box } : {}),
      }),
  };
}
