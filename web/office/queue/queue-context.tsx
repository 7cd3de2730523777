/** The queue that a desk works through: what it shows, and how the desk goes on to the next case. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { CaseListItem, Desk } from '../../../src/http/api-types.ts';
import { deskQuery } from '../api/queries.ts';
import { useSession, useTime } from '../session.tsx';
import { calendarDay } from '../time.ts';
import { filterCases, nextCase, noFilter, type QueueFilter } from './filter-cases.ts';
import { finishedOn, noteFinished } from './finished-today.ts';

/** The queue of one desk. */
export interface Queue {
  desk: Desk;
  /** Path of the desk, e.g. `/pemeriksaan`. */
  path: string;
  all: readonly CaseListItem[] | undefined;
  shown: readonly CaseListItem[];
  error: unknown;
  retry: () => void;
  filter: QueueFilter;
  setFilter: (change: Partial<QueueFilter>) => void;
  finished: number;
  open: (caseId: string) => void;
  /** Counts the case as finished and opens the next, or goes back to the queue when there is none. */
  finish: (caseId: string) => void;
  /** Opens the next case without counting this one. */
  goOn: (caseId: string) => void;
}

const Context = createContext<Queue | undefined>(undefined);

/** The queue of the desk around. */
export function useQueue(): Queue {
  const queue = useContext(Context);
  if (queue === undefined) throw new Error('no queue here');
  return queue;
}

/** Goes to a case of the desk, or to the desk itself. */
function useGo(path: string): (caseId?: string) => void {
  const navigate = useNavigate();
  return (caseId) => void navigate({ to: caseId === undefined ? path : `${path}/${caseId}` });
}

/** Gives the desk its queue. */
export function QueueProvider({ desk, path, children }: { desk: Desk; path: string; children: ReactNode }) {
  const { officer, office } = useSession();
  const { now } = useTime();
  const client = useQueryClient();
  const query = useQuery(deskQuery(desk));
  const [filter, setFilter] = useState(noFilter);
  const [, setCount] = useState(0);
  const go = useGo(path);
  const { officerId } = officer;
  const day = calendarDay(now, office.utcOffsetMinutes);
  const shown = useMemo(
    () => filterCases(query.data ?? [], filter, { officerId, now }),
    [query.data, filter, officerId, now],
  );
  const goOn = (caseId: string) => {
    const fresh = client.getQueryData(deskQuery(desk).queryKey) ?? [];
    const cases = filterCases(fresh, filter, { officerId, now });
    go((nextCase(cases, officerId, caseId) ?? nextCase(fresh, officerId, caseId))?.caseId);
  };
  const queue: Queue = {
    desk,
    path,
    all: query.data,
    shown,
    error: query.error,
    retry: () => void query.refetch(),
    filter,
    setFilter: (change) => setFilter((before) => ({ ...before, ...change })),
    finished: finishedOn(day, desk, officerId).length,
    open: go,
    finish: (caseId) => {
      noteFinished(day, desk, officerId, caseId);
      setCount((count) => count + 1);
      goOn(caseId);
    },
    goOn,
  };
  return <Context.Provider value={queue}>{children}</Context.Provider>;
}
