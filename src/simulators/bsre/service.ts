/** What the routes of the simulator share. */

import type { Archive } from './archive.ts';
import type { SignerSeed } from './options.ts';
import type { Rules } from './rules.ts';
import type { TrainingCa } from './training-ca.ts';

/** The running service: who is registered, with which keys, under which rules. */
export interface Service {
  ca: TrainingCa;
  signers: Map<string, SignerSeed>;
  archive: Archive;
  rules: Rules;
}
