/** A whole Sampai under measurement: where it serves, its processes and its database. */
import { startSampai } from '../test/support/running-sampai.ts';
import { MeasuredDatabase } from './database.ts';
import { treeCost } from './processes.ts';

/** Processor time so far, in ms; undefined what cannot be read here. */
export interface Cost {
  appMs: number | undefined;
  /** The bounded children that open pictures and PDFs. */
  appChildrenMs: number | undefined;
  /** All processes of the server; undefined when it runs on another machine. */
  databaseMs: number | undefined;
}

/** Where a Sampai serves and keeps its data. */
export interface Place {
  /** Without a slash at the end. */
  url: string;
  dataFolder: string;
  /** First of the simulators' ports: WhatsApp, then BSrE and SIAK. */
  simulatorsPort: number;
}

/** A Sampai that serves, and the ways to look at what it costs. */
export interface Subject {
  place: Place;
  database: MeasuredDatabase;
  cost(): Promise<Cost>;
}

/** A Sampai that was started for a benchmark. */
export interface StartedSubject extends Subject {
  /** The environment it was started with, for a start on the same data. */
  env: NodeJS.ProcessEnv;
  /** Stops it; its data stay. */
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

/** Finds the processes and the database of a Sampai that serves. */
export async function attachTo(place: Place, appPid: number): Promise<Subject> {
  const { DATABASE_URL: url } = givenDatabase();
  const database = await MeasuredDatabase.connect({ dataFolder: place.dataFolder, ...(url && { url }) });
  const { serverPid } = database;
  return {
    place,
    database,
    async cost() {
      const [app, server] = await Promise.all([
        treeCost(appPid),
        serverPid === undefined ? undefined : treeCost(serverPid),
      ]);
      return {
        appMs: app?.ownMs,
        appChildrenMs: app?.childrenMs,
        databaseMs: server && server.ownMs + server.childrenMs,
      };
    },
  };
}

/** Starts one as `npm start` does. `env` adds to the settings, e.g. those of an earlier run on the same data. */
export async function startSubject(env: NodeJS.ProcessEnv = {}): Promise<StartedSubject> {
  const sampai = await startSampai({ ...givenDatabase(), ...env });
  const subject = await attachTo(sampai, (await sampai.processes()).app!);
  const stop = async () => {
    await subject.database.close();
    await sampai.stop();
  };
  return {
    ...subject,
    env: sampai.env,
    stop,
    async dispose() {
      await stop().catch(() => undefined);
      await sampai.dispose();
    },
  };
}

const less = (before: number | undefined, after: number | undefined) =>
  before === undefined || after === undefined ? undefined : after - before;
const plus = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? undefined : one + other;

/** What was spent between two looks. */
export function spent(before: Cost, after: Cost): Cost {
  return {
    appMs: less(before.appMs, after.appMs),
    appChildrenMs: less(before.appChildrenMs, after.appChildrenMs),
    databaseMs: less(before.databaseMs, after.databaseMs),
  };
}

/** Two costs together, e.g. of two phases. */
export function together(one: Cost, other: Cost): Cost {
  return {
    appMs: plus(one.appMs, other.appMs),
    appChildrenMs: plus(one.appChildrenMs, other.appChildrenMs),
    databaseMs: plus(one.databaseMs, other.databaseMs),
  };
}
