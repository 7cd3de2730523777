/** A whole Sampai under measurement, started as `npm start` does, with its processes and its database. */
import { type RunningSampai, startSampai } from '../test/support/running-sampai.ts';
import { MeasuredDatabase } from './database.ts';
import { type TreeCost, treeCost } from './processes.ts';

/** Processor time so far, in ms. */
export interface Cost {
  appMs: number | undefined;
  /** The bounded children that open pictures and PDFs. */
  appChildrenMs: number | undefined;
  /** All processes of the server; undefined when it runs on another machine. */
  databaseMs: number | undefined;
}

/** A Sampai that serves, and the ways to look at what it costs. */
export interface Subject {
  sampai: RunningSampai;
  database: MeasuredDatabase;
  appPid: number;
  cost(): Promise<Cost>;
  /** Stops it; its data stay for a next start with `sampai.env`. */
  stop(): Promise<void>;
  /** Stops it and removes its data. */
  dispose(): Promise<void>;
}

/** The database that is to be measured instead of the embedded one. */
export function givenDatabase(): { DATABASE_URL?: string; DATABASE_ADMIN_URL?: string } {
  const { DATABASE_URL, DATABASE_ADMIN_URL } = process.env;
  return {
    ...(DATABASE_URL && { DATABASE_URL }),
    ...(DATABASE_ADMIN_URL && { DATABASE_ADMIN_URL }),
  };
}

/** Starts it. `env` adds to the settings, e.g. those of an earlier run on the same data. */
export async function startSubject(env: NodeJS.ProcessEnv = {}): Promise<Subject> {
  const given = givenDatabase();
  const sampai = await startSampai({ ...given, ...env });
  const url = given.DATABASE_URL;
  const database = await MeasuredDatabase.connect({ dataFolder: sampai.dataFolder, ...(url && { url }) });
  const appPid = (await sampai.processes()).app!;
  const stop = async () => {
    await database.close();
    await sampai.stop();
  };
  return {
    sampai,
    database,
    appPid,
    stop,
    async cost() {
      const [app, server] = await Promise.all([treeCost(appPid), costOfServer(database.serverPid)]);
      return {
        appMs: app?.ownMs,
        appChildrenMs: app?.childrenMs,
        databaseMs: server && server.ownMs + server.childrenMs,
      };
    },
    async dispose() {
      await stop().catch(() => undefined);
      await sampai.dispose();
    },
  };
}

async function costOfServer(pid: number | undefined): Promise<TreeCost | undefined> {
  return pid === undefined ? undefined : treeCost(pid);
}

/** What was spent between two looks; undefined stays undefined. */
export function spent(before: Cost, after: Cost): Cost {
  const less = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : b - a;
  return {
    appMs: less(before.appMs, after.appMs),
    appChildrenMs: less(before.appChildrenMs, after.appChildrenMs),
    databaseMs: less(before.databaseMs, after.databaseMs),
  };
}

/** Two costs together, e.g. of two phases. */
export function together(one: Cost, other: Cost): Cost {
  const plus = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a + b;
  return {
    appMs: plus(one.appMs, other.appMs),
    appChildrenMs: plus(one.appChildrenMs, other.appChildrenMs),
    databaseMs: plus(one.databaseMs, other.databaseMs),
  };
}
