/** What commands about the office itself work with: its database, its keys, its accounts. */
import { join } from 'node:path';
import pg from 'pg';
import { type Accounts, createAccounts } from '../../adapters/accounts/accounts.ts';
import { createLocalFileStore } from '../../adapters/files/local-file-store.ts';
import { deriveOfficeKeys } from '../../adapters/keys/office-keys.ts';
import { isDatabaseAway } from '../../adapters/postgres/database-away.ts';
import { KeyRing } from '../../adapters/postgres/key-ring.ts';
import { createStorage } from '../../adapters/postgres/storage.ts';
import type { Storage } from '../../app/ports.ts';
import { readKeyFile } from '../key-file.ts';
import { findEmbeddedAddresses } from '../postgres/embedded.ts';
import type { Sentence } from '../sentence.ts';
import type { Settings } from '../settings.ts';

/** The open parts. `close` lets the database go. */
export interface OpenOffice {
  pool: pg.Pool;
  storage: Storage;
  accounts: Accounts;
  close(): Promise<void>;
}

/** Not there, not ready, not let in, or no Sampai in it. */
export function isUnreachable(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return isDatabaseAway(error) || /^(ENOTFOUND|28|3D000|42P01)/u.test(code);
}

/** What is said then. */
export const NO_DATABASE: Sentence = {
  id: 'Basis data tidak terjangkau atau belum berisi Sampai: nyalakan Sampai dengan "npm start" atau periksa DATABASE_URL, lalu ulangi.',
  en: 'The database cannot be reached or holds no Sampai yet: start Sampai with "npm start" or check DATABASE_URL, then try again.',
};

/** The address of the database that these settings mean: the one that was given, or our own while it runs. */
export async function findDatabaseUrl({ database, dataFolder }: Settings): Promise<string | undefined> {
  return database.kind === 'given'
    ? database.url
    : (await findEmbeddedAddresses({ folder: dataFolder, ...database }))?.appUrl;
}

/** Opens them, or says in a sentence why the keys cannot be read. The database is asked later. */
export async function openOffice(settings: Settings, url: string): Promise<OpenOffice | Sentence> {
  const keyFile = await readKeyFile(settings.keyFile);
  if (!keyFile.ok) return keyFile.sentence;
  const keys = deriveOfficeKeys(keyFile.keys);
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'sampai-command' });
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  const fileStore = createLocalFileStore(join(settings.dataFolder, 'files'));
  return {
    pool,
    storage: createStorage({ pool, keys, ring: new KeyRing(keys), fileStore }),
    accounts: createAccounts({
      pool,
      secret: keys.accounts,
      baseUrl: settings.publicUrl,
      secureCookies: settings.publicUrl.startsWith('https://'),
    }),
    close: () => pool.end(),
  };
}
