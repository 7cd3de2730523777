/** Kills the app and PostgreSQL as `kill -9` does, and waits until Sampai has recovered by itself. */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { RunningSampai } from '../support/running-sampai.ts';
import type { Dice } from './dice.ts';
import type { PlannedKill, Target } from './plan-kills.ts';

/** What the killer needs. */
export interface Victim {
  sampai: RunningSampai;
  /** Address of the database's administrator, to find a backend that works for the app. */
  adminUrl: string;
}

/** It did not come back: the run ends here. */
export class NotRecovered extends Error {}

const RECOVERY_PATIENCE_MS = 45_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function findBackend(adminUrl: string, dice: Dice): Promise<number | undefined> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on('error', () => undefined);
  try {
    await admin.connect();
    const { rows } = await admin.query<{ pid: number }>(
      "select pid from pg_stat_activity where application_name like 'sampai%' and pid <> pg_backend_pid() order by pid",
    );
    return rows.length === 0 ? undefined : dice.pick(rows).pid;
  } catch {
    return undefined;
  } finally {
    await admin.end().catch(() => undefined);
  }
}

async function findPid(
  { sampai, adminUrl }: Victim,
  target: Target,
  dice: Dice,
): Promise<number | undefined> {
  if (target === 'backend') return findBackend(adminUrl, dice);
  const processes = await sampai.processes().catch(() => undefined);
  return target === 'app' ? processes?.app : processes?.database;
}

/** Kills once something of the kind lives, and answers which process it was. */
export async function kill(victim: Victim, { target }: PlannedKill, dice: Dice): Promise<number> {
  const giveUpAt = performance.now() + RECOVERY_PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const pid = await findPid(victim, target, dice);
    if (pid !== undefined && isAlive(pid)) {
      process.kill(pid, 'SIGKILL');
      return pid;
    }
    await wait(20);
  }
  throw new NotRecovered(`there is no ${target} to kill`);
}

/** Waits until another process stands where the killed one stood, and Sampai says that it is well. Milliseconds. */
export async function waitForRecovery({ sampai }: Victim, target: Target, killed: number): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < RECOVERY_PATIENCE_MS) {
    const processes = await sampai.processes().catch(() => undefined);
    const isReplaced =
      target === 'backend' || (target === 'app' ? processes?.app : processes?.database) !== killed;
    const answer = isReplaced ? await fetch(`${sampai.url}/health`).catch(() => undefined) : undefined;
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.ok) return performance.now() - startedAt;
    await wait(25);
  }
  throw new NotRecovered(`Sampai did not recover from the kill of its ${target}`);
}
