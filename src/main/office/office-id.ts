/** The id of an office: always the same for one regency, so that every process knows it without asking. */
import { v5 } from 'uuid';
import { demoOffice } from '../demo/demo-office.ts';
import type { Settings } from '../settings.ts';

const NAMESPACE = 'c1a9a2f4-0b52-4c3e-9b57-5a3d6f0e6311';

/** UUIDv5 of the regency's code with dots, e.g. `63.11`. */
export function officeIdOf(regencyCode: string): string {
  return v5(regencyCode, NAMESPACE);
}

/** Code of the regency that these settings mean: in Mode Peragaan the invented office's. */
export function regencyOf({ mode, regencyCode }: Pick<Settings, 'mode' | 'regencyCode'>): string {
  return mode === 'peragaan' ? demoOffice.regencyCode : regencyCode;
}
