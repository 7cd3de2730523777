/** The live state of the demo: what it consists of, who is signed in, what waits at the desks. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DemoView, SessionView } from '../../src/http/api-types.ts';
import { CallFailed, type CaseOnItsWay, openDemo } from './demo.ts';
import { type Language, wordsOf } from './page.ts';

/** What the page shows, and what it can do. */
export interface LiveDemo {
  demo: DemoView | undefined;
  session: SessionView | undefined;
  counts: Record<string, number>;
  cases: CaseOnItsWay[];
  /** A sentence while something does not work. */
  problem: string | undefined;
  /** Milliseconds that the demo clock is ahead of this device. */
  aheadMs: number;
  /** Answers what is on its way, as the person who is then signed in sees it. */
  signIn(username: string): Promise<CaseOnItsWay[] | undefined>;
  /** Answers the handset from which the birth arrives. */
  birth(): Promise<string | undefined>;
  moveClock(offsetMs: number): Promise<boolean>;
  /** Looks again at who is signed in and what waits. */
  look(): void;
}

/** The desks tell changes; this catches a sign-out inside the office's frame, which nobody tells. */
const LOOK_EVERY_MS = 5_000;
const SETTLE_MS = 300;
const RETRY_MS = 1_000;

/** Follows the demo for as long as the page is open. */
export function useDemo(language: Language): LiveDemo {
  const calls = useMemo(() => openDemo(language), [language]);
  const [demo, setDemo] = useState<DemoView>();
  const [aheadMs, setAheadMs] = useState(0);
  const [session, setSession] = useState<SessionView>();
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [cases, setCases] = useState<CaseOnItsWay[]>([]);
  // An outage ends by itself; the answer to something the person did stays until they do the next thing.
  const [outage, attempt] = useAttempt(language);
  const [refusal, act] = useAttempt(language);

  const load = useCallback(
    () =>
      attempt(async () => {
        const loaded = await calls.load();
        setDemo(loaded);
        setAheadMs(Date.parse(loaded.clock.now) - Date.now());
      }),
    [attempt, calls],
  );

  const look = useLook(calls, attempt, { setSession, setCounts, setCases });
  useNews(session?.officer.officerId, demo !== undefined, load, look);

  return {
    demo,
    session,
    counts,
    cases,
    problem: refusal ?? outage,
    aheadMs,
    look,
    signIn: (username) =>
      act(async () => {
        setSession(await calls.signIn(username));
        const listed = await calls.cases();
        setCases(listed.cases);
        look();
        return listed.cases;
      }),
    birth: async () => {
      const born = await act(() => calls.birth());
      look();
      return born?.handsetId;
    },
    moveClock: async (offsetMs) => {
      const moved = await act(() => calls.moveClock(offsetMs));
      await load();
      return moved !== undefined;
    },
  };
}

/** Looks when the page opens, when it comes to the front, when the desks tell of a change, and now and then. */
function useNews(officerId: string | undefined, isLoaded: boolean, load: () => void, look: () => void): void {
  useEffect(() => {
    load();
    look();
    const timer = setInterval(() => document.hidden || look(), LOOK_EVERY_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [load, look]);

  useEffect(() => {
    if (isLoaded) return undefined;
    const timer = setInterval(load, RETRY_MS);
    return () => clearInterval(timer);
  }, [isLoaded, load]);

  useEffect(() => {
    if (officerId === undefined) return undefined;
    const changes = new EventSource('/api/changes');
    changes.onmessage = ({ data }) => {
      if ((JSON.parse(data) as { topic: string }).topic === 'clock') load();
      look();
    };
    return () => changes.close();
  }, [officerId, load, look]);
}

type Attempt = <T>(work: () => Promise<T>) => Promise<T | undefined>;

/** Does something; what goes wrong becomes a sentence, which the next success takes away. */
function useAttempt(language: Language): [problem: string | undefined, attempt: Attempt] {
  const [problem, setProblem] = useState<string>();
  const attempt = useCallback<Attempt>(
    async (work) => {
      try {
        const done = await work();
        setProblem(undefined);
        return done;
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        setProblem(error.message || wordsOf[language].unreachable);
        return undefined;
      }
    },
    [language],
  );
  return [problem, attempt];
}

/** Asks at most once at a time, and once more when something changed while it asked. */
function useLook(
  calls: ReturnType<typeof openDemo>,
  attempt: Attempt,
  set: {
    setSession(session: SessionView | undefined): void;
    setCounts(counts: Record<string, number>): void;
    setCases(cases: CaseOnItsWay[]): void;
  },
): () => void {
  const asking = useRef({ isBusy: false, isWanted: false });
  const { setSession, setCounts, setCases } = set;
  return useCallback(() => {
    const ask = async () => {
      try {
        setSession(await calls.session());
        const [counted, listed] = await Promise.all([calls.counts(), calls.cases()]);
        setCounts(counted.counts);
        setCases(listed.cases);
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (error.status !== 401) throw error;
        setSession(undefined);
        setCounts({});
      }
    };
    const run = async () => {
      const now = asking.current;
      now.isWanted = true;
      if (now.isBusy) return;
      now.isBusy = true;
      while (now.isWanted) {
        now.isWanted = false;
        await attempt(ask);
        await new Promise((done) => setTimeout(done, SETTLE_MS));
      }
      now.isBusy = false;
    };
    void run();
  }, [calls, attempt, setSession, setCounts, setCases]);
}
