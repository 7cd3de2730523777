/** Who is signed in, for which office, and what time it is there: known to every part of the console. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { DemoView, Role, SessionView } from '../../src/http/api-types.ts';
import { demoQuery } from './api/queries.ts';
import { useWords } from './i18n.ts';
import { ago, dayAndTime, due, type Place, stretch } from './time.ts';

interface Known {
  session: SessionView;
  /** Office time in milliseconds; moves every 15 seconds. */
  now: number;
}

const Context = createContext<Known | undefined>(undefined);

/** Gives the session to everything inside, and keeps the office's time moving. */
export function SessionProvider({ session, children }: { session: SessionView; children: ReactNode }) {
  // The office's clock may be moved (Mode Peragaan) or simply differ from the device's.
  const ahead = useMemo(() => Date.parse(session.now) - Date.now(), [session]);
  const [now, setNow] = useState(() => Date.now() + ahead);
  useEffect(() => {
    setNow(Date.now() + ahead);
    const timer = setInterval(() => setNow(Date.now() + ahead), 15_000);
    return () => clearInterval(timer);
  }, [ahead]);
  return <Context.Provider value={{ session, now }}>{children}</Context.Provider>;
}

/** The session. Only inside the provider, which stands behind the sign-in. */
export function useSession(): SessionView {
  const known = useContext(Context);
  if (known === undefined) throw new Error('no session here');
  return known.session;
}

/** Whether the person has one of these roles. */
export function useHasRole(...roles: Role[]): boolean {
  const { officer } = useSession();
  return roles.some((role) => officer.roles.includes(role));
}

/** What Mode Peragaan shows openly; `undefined` in production. */
export function useDemo(): DemoView | undefined {
  const { mode } = useSession();
  const { data } = useQuery({ ...demoQuery, enabled: mode === 'peragaan' });
  return data ?? undefined;
}

/** The office's time, and words for instants (ISO 8601) in it. */
export function useTime() {
  const known = useContext(Context);
  const { t, language } = useWords();
  if (known === undefined) throw new Error('no session here');
  const { now, session } = known;
  const place: Place = { utcOffsetMinutes: session.office.utcOffsetMinutes, language };
  return {
    now,
    place,
    at: (iso: string) => dayAndTime(Date.parse(iso), now, place),
    ago: (iso: string) => ago(Date.parse(iso), now, t),
    due: (iso: string) => due(Date.parse(iso), now, place, t),
    stretch: (minutes: number) => stretch(minutes, t),
  };
}
