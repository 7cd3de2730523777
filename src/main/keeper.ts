/** Keeps one thing running: starts it, starts it again whenever it dies, and stops it when told. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Sentence } from './sentence.ts';

/** Something that runs until it dies or is stopped. */
export interface Running {
  pid: number;
  /** Settles, never rejects, with a few words on how it ended. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** A start that worked, one that no repetition will mend, or one that may work the next time. */
export type StartOutcome =
  | { kind: 'running'; running: Running }
  | { kind: 'refused'; sentence: Sentence }
  | { kind: 'died'; how: string };

/** What is to be kept running. */
export interface Keepable {
  /** For people, e.g. "basis data". */
  name: string;
  /** `signal` aborts when it is no longer wanted; what was started is to be stopped then. */
  start(signal: AbortSignal): Promise<StartOutcome>;
  /** Told each time it runs. */
  onStart(pid: number): void;
  /** Told after each death, before the next start. */
  onDeath(how: string): void;
}

/** A thing under care. */
export interface Kept {
  /** Settles after the first start: undefined when it runs, else why it never will. */
  firstStart: Promise<Sentence | undefined>;
  /** Stops it and does not start it again. */
  stop(): Promise<void>;
}

/** The first restart is immediate; only what dies again and again is given time. */
const RESTART_DELAYS_MS = [0, 250, 500, 1000, 2000, 5000];
/** Having served this long, a death counts as the first: it is no start that goes wrong again and again. */
const HEALTHY_AFTER_MS = 3_000;
const FIRST_START_ATTEMPTS = 3;

/** Starts it at once. A refusal or three deaths before it ever ran end the care; later ones never do. */
export function keepRunning(thing: Keepable): Kept {
  const stopping = new AbortController();
  const first = Promise.withResolvers<Sentence | undefined>();
  let current: Running | undefined;
  let hasRun = false;
  let servedMs = 0;

  /** Runs it once; returns false when it is not to be started again. */
  const runOnce = async (deathsInRow: number): Promise<boolean> => {
    const outcome = await thing.start(stopping.signal).catch(asDeath);
    if (outcome.kind === 'running') {
      hasRun = true;
      current = outcome.running;
      thing.onStart(current.pid);
      first.resolve(undefined);
      if (stopping.signal.aborted) await current.stop();
      const servingSince = performance.now();
      const how = await current.exited;
      servedMs = performance.now() - servingSince;
      current = undefined;
      if (!stopping.signal.aborted) thing.onDeath(how);
      return true;
    }
    const isHopeless = !hasRun && (outcome.kind === 'refused' || deathsInRow + 1 >= FIRST_START_ATTEMPTS);
    if (isHopeless)
      first.resolve(outcome.kind === 'refused' ? outcome.sentence : describeDeath(thing.name, outcome.how));
    else if (!stopping.signal.aborted)
      thing.onDeath(outcome.kind === 'refused' ? outcome.sentence.id : outcome.how);
    return !isHopeless;
  };

  const care = async () => {
    let deathsInRow = 0;
    while (!stopping.signal.aborted) {
      servedMs = 0;
      if (!(await runOnce(deathsInRow))) return;
      deathsInRow = servedMs > HEALTHY_AFTER_MS ? 0 : deathsInRow + 1;
      const step = Math.min(Math.max(deathsInRow - 1, 0), RESTART_DELAYS_MS.length - 1);
      await wait(RESTART_DELAYS_MS[step], undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = care();
  done.catch(first.reject);
  return {
    firstStart: first.promise,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await done;
    },
  };
}

/** A start that throws is a bug or a passing shortage; the care must not end silently because of it. */
function asDeath(error: unknown): StartOutcome {
  return { kind: 'died', how: error instanceof Error ? error.message : String(error) };
}

function describeDeath(name: string, how: string): Sentence {
  return {
    id: `Bagian "${name}" berhenti setiap kali dinyalakan (${how}): sebabnya tertulis di atas.`,
    en: `The part "${name}" ends each time it is started (${how}): the reason is printed above.`,
  };
}
