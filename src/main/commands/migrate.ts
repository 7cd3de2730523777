/** `npm run sampai -- migrate`: brings the database of the settings to the schema of this Sampai. */
import { describeMigrationRefusal, findPendingMigrations, migrate } from '../../adapters/postgres/migrate.ts';
import { describeConnectionError } from '../database-sentence.ts';
import { findEmbeddedAddresses } from '../postgres/embedded.ts';
import { tellParent } from '../run-as-child.ts';
import type { Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'menyesuaikan basis data dengan versi Sampai ini',
  run: async () => {
    const read = readSettings(process.env);
    if (!read.ok) return fail(read.sentence);
    const target = await findTarget(read.settings);
    if ('id' in target) return fail(target);
    try {
      const applied = await bringUp(target);
      if ('id' in applied) return fail(applied);
      console.log(applied.length === 0 ? 'Basis data sudah sesuai.' : `Dijalankan: ${applied.join(', ')}`);
      return 0;
    } catch (error) {
      const sentence = describeConnectionError(error, ['DATABASE_URL', 'DATABASE_ADMIN_URL']);
      if (!sentence) throw error;
      return fail(sentence);
    }
  },
};

/** Tells `npm start` when it started us, else the terminal. */
async function fail(sentence: Sentence): Promise<number> {
  await tellParent({ kind: 'refused', sentence });
  return 1;
}

type Target = { appUrl: string; adminUrl?: string };

async function findTarget({ database, dataFolder }: Settings): Promise<Target | Sentence> {
  if (database.kind === 'given') {
    return { appUrl: database.url, ...(database.adminUrl ? { adminUrl: database.adminUrl } : {}) };
  }
  const addresses = await findEmbeddedAddresses({ folder: dataFolder, ...database });
  return (
    addresses ?? {
      id: `Belum ada basis data di ${dataFolder}: jalankan "npm start", yang sekaligus membuatnya.`,
      en: `There is no database in ${dataFolder} yet: run "npm start", which makes it.`,
    }
  );
}

/** Without an administrator's address nothing is changed; it is only an error when something is missing. */
async function bringUp({ appUrl, adminUrl }: Target): Promise<string[] | Sentence> {
  if (!adminUrl) {
    const pending = await findPendingMigrations(appUrl);
    if (pending.length === 0) return [];
    return {
      id: `DATABASE_ADMIN_URL belum diisi, sedangkan basis data perlu disesuaikan (${pending.length} migrasi): isi dengan alamat PostgreSQL berperan pemilik basis data.`,
      en: `DATABASE_ADMIN_URL is not set, and the database needs ${pending.length} migrations: set it to PostgreSQL's address with the role that owns the database.`,
    };
  }
  const app = new URL(appUrl);
  const password = decodeURIComponent(app.password);
  const outcome = await migrate({
    adminUrl,
    app: { name: decodeURIComponent(app.username), ...(password ? { password } : {}) },
  });
  return outcome.ok ? outcome.applied : describeMigrationRefusal(outcome.refusal);
}
