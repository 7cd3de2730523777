/** What the app asks of the office's database: one transaction, with a store per purpose. */
import type { CaseStore, FileRegistry, SecretStore, SigningStore } from './case-storage.ts';
import type { MediaStore } from './media-storage.ts';
import type { ContactStore, InboxStore, OutboxStore } from './message-storage.ts';
import type { Directory, StorageScope } from './office-storage.ts';
import type { RetentionStore } from './retention-storage.ts';
import type { TroubledMessageStore } from './troubled-storage.ts';
import type { AccessLog, DueStore, IdempotencyStore, JobQueue } from './work-storage.ts';

export type * from './case-storage.ts';
export type * from './media-storage.ts';
export type * from './message-storage.ts';
export type * from './office-storage.ts';
export type * from './retention-storage.ts';
export type * from './troubled-storage.ts';
export type * from './work-storage.ts';

/** One open transaction with everything that may be done in it. */
export interface Transaction {
  cases: CaseStore;
  contacts: ContactStore;
  inbox: InboxStore;
  media: MediaStore;
  outbox: OutboxStore;
  troubled: TroubledMessageStore;
  files: FileRegistry;
  secrets: SecretStore;
  jobs: JobQueue;
  due: DueStore;
  accessLog: AccessLog;
  directory: Directory;
  signing: SigningStore;
  idempotency: IdempotencyStore;
  retention: RetentionStore;
  /** Runs `work`; when it throws, only what it did is undone and the transaction goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the screens after commit that a case (or a list) changed. */
  notify(topic: string): Promise<void>;
}

/** The office's database. */
export interface Storage {
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. `work` may run again after a deadlock. With
   * `patienceMs` (real time) it waits for a database that is away and runs `work` again; a commit whose answer was
   * lost may have been kept, so `work` must then find what it did.
   */
  transact<T>(
    scope: StorageScope,
    work: (tx: Transaction) => Promise<T>,
    patience?: { patienceMs?: number },
  ): Promise<T>;
}
