/** What every store of one transaction shares. */
import type { FileStore } from '../../app/ports.ts';
import type { OfficeKeys } from '../keys/office-keys.ts';
import type { DataKey, KeyRing } from './key-ring.ts';
import type { OfficeTransaction } from './office-transaction.ts';

/** A case that the transaction is about to open, and the rows that wait until its own is there. */
export interface UnbornCase {
  dataKey: DataKey;
  waiting: (() => Promise<unknown>)[];
}

/** The open transaction, its office, and the keys that seal what it writes. */
export interface StoreContext {
  tx: OfficeTransaction;
  officeId: string;
  ring: KeyRing;
  keys: OfficeKeys;
  fileStore: FileStore;
  /** By the id that the case will have. */
  unborn: Map<string, UnbornCase>;
}

/** ISO text of an instant column, or `undefined`. */
export function iso(value: Date | null | undefined): string | undefined {
  return value == null ? undefined : value.toISOString();
}

/** Spreads only what is there: `{...given({ a: undefined })}` adds nothing. */
export function given<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as never;
}
