/** What the simulated SIAK is started with, and its defaults. */

import type { DemoFamily } from '../papers/families.ts';

/** The office whose operators key in here. Names only; numbers are always minted in region 99. */
export interface SiakOffice {
  /** Without "Kabupaten", for example `Balangan`. */
  regencyName: string;
  /** Code with a dot, for example `63.11`. */
  regencyCode: string;
  provinceName?: string;
  /** Where documents are dated, usually the capital of the kabupaten. */
  capitalName?: string;
  /** Who signs, as printed under the place for the signature. */
  signer?: { name: string; role: string };
}

/** Signs PDFs on behalf of the simulated SIAK, for offices that sign there. */
export interface SiakSigner {
  sign(pdf: Uint8Array): Promise<Uint8Array>;
}

/** Settings of the simulator. */
export interface SiakSimulatorOptions {
  /** Address to listen on; loopback only. */
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Folder of the state that outlives a crash; made when missing. */
  stateDir: string;
  office: SiakOffice;
  /** Milliseconds added to the machine's clock. Without it the offset of the last run goes on. */
  clockOffsetMs?: number;
  /** Households known from the start; the demo families by default. */
  households?: readonly DemoFamily[];
  /** Without one, signing in the simulated SIAK is refused. */
  signer?: SiakSigner;
}

/** The options with every default filled in. */
export interface SiakSettings extends SiakSimulatorOptions {
  office: Required<SiakOffice>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Fills in defaults. Throws one clear sentence when the simulator must not start with these options. */
export function settle(options: SiakSimulatorOptions): SiakSettings {
  if (!loopback.has(options.host))
    throw new Error(`The SIAK simulator listens on loopback only; ${options.host} is not loopback.`);
  return {
    ...options,
    office: {
      provinceName: 'Kalimantan Selatan',
      capitalName: options.office.regencyName,
      signer: { name: 'Pejabat Contoh', role: 'Pejabat Pencatatan Sipil' },
      ...options.office,
    },
  };
}
