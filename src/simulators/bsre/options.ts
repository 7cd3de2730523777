/** What the BSrE simulator is started with. */

/** States of a signer at BSrE (esign client service, user status). Only `ISSUE` can sign. */
export const SIGNER_STATUSES = [
  'ISSUE',
  'EXPIRED',
  'RENEW',
  'WAITING_FOR_VERIFICATION',
  'NEW',
  'NO_CERTIFICATE',
  'SUSPEND',
  'REVOKE',
] as const;

/** One of the states above. */
export type SignerStatus = (typeof SIGNER_STATUSES)[number];

/** Somebody registered at the simulated BSrE. */
export interface SignerSeed {
  nik: string;
  name: string;
  passphrase: string;
  status: SignerStatus;
}

/** Settings of `startBsreSimulator`. */
export interface BsreSimulatorOptions {
  /** A loopback address: nothing else may sign with the training authority. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Keys, signed documents and the log live here and outlive a restart. */
  stateDir: string;
  /** HTTP Basic credentials of the client service. */
  user: string;
  password: string;
  signers: SignerSeed[];
  /** How far the simulated clock runs ahead of the machine's; without it, what was told last. */
  clockOffsetMs?: number;
}
