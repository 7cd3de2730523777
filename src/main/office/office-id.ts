/** The id of an office: always the same for one regency, so that every process knows it without asking. */
import { v5 } from 'uuid';

const NAMESPACE = 'c1a9a2f4-0b52-4c3e-9b57-5a3d6f0e6311';

/** UUIDv5 of the regency's code with dots, e.g. `63.11`. */
export function officeIdOf(regencyCode: string): string {
  return v5(regencyCode, NAMESPACE);
}
