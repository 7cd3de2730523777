/** The office's database as the app sees it: a transaction with a store per purpose. */
import type pg from 'pg';
import type { FileStore, Storage, StorageScope, Transaction } from '../../app/ports.ts';
import type { OfficeKeys } from '../keys/office-keys.ts';
import { PostgresCaseStore } from './case-store.ts';
import { PostgresContactStore } from './contact-store.ts';
import { PostgresDirectory } from './directory.ts';
import { PostgresFileRegistry } from './file-registry.ts';
import { PostgresInboxStore } from './inbox-store.ts';
import type { KeyRing } from './key-ring.ts';
import { PostgresMediaStore } from './media-store.ts';
import { inOffice, type Patience } from './office-transaction.ts';
import { PostgresOutboxStore } from './outbox-store.ts';
import { PostgresRetentionStore } from './retention-store.ts';
import { PostgresSecretStore } from './secret-store.ts';
import { PostgresSigningStore } from './signing-store.ts';
import type { StoreContext } from './store-context.ts';
import { PostgresTroubledMessageStore } from './troubled-store.ts';
import {
  PostgresAccessLog,
  PostgresDueStore,
  PostgresIdempotencyStore,
  PostgresJobQueue,
} from './work-stores.ts';

/** Channel on which committed changes are told to the app's processes. */
export const CHANGES_CHANNEL = 'sampai_changes';

function openStores(context: StoreContext): Transaction {
  return {
    cases: new PostgresCaseStore(context),
    contacts: new PostgresContactStore(context),
    inbox: new PostgresInboxStore(context),
    media: new PostgresMediaStore(context),
    outbox: new PostgresOutboxStore(context),
    troubled: new PostgresTroubledMessageStore(context),
    files: new PostgresFileRegistry(context),
    secrets: new PostgresSecretStore(context),
    jobs: new PostgresJobQueue(context),
    due: new PostgresDueStore(context),
    accessLog: new PostgresAccessLog(context),
    directory: new PostgresDirectory(context),
    signing: new PostgresSigningStore(context),
    idempotency: new PostgresIdempotencyStore(context),
    retention: new PostgresRetentionStore(context),
    attempt: (work) => context.tx.attempt(work),
    // Only ids travel here: a notification is readable by every role of the database.
    notify: async (topic) =>
      context.tx.notify({ channel: CHANGES_CHANNEL, payload: `${context.officeId} ${topic}` }),
  };
}

/** Opens the office's database over a pool of the app's role. */
export function createStorage(parts: {
  pool: pg.Pool;
  keys: OfficeKeys;
  ring: KeyRing;
  fileStore: FileStore;
}): Storage {
  return {
    transact: <T>(scope: StorageScope, work: (tx: Transaction) => Promise<T>, patience?: Patience) =>
      inOffice(
        parts.pool,
        scope,
        (tx) =>
          work(
            openStores({
              tx,
              officeId: scope.officeId,
              ring: parts.ring,
              keys: parts.keys,
              fileStore: parts.fileStore,
              unborn: new Map(),
            }),
          ),
        patience,
      ),
  };
}
