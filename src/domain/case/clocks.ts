/** The two clocks of a case: the office's, which stops while others are awaited, and the resident's, which never does. */
import { addWorkingDays, addWorkingMs, type OfficeCalendar, workingMsBetween } from '../office/calendar.ts';
import type { CaseState, DocumentJob, Wait } from './state.ts';

const MINUTE_MS = 60_000;

/** How long the office has been at it. Instants are ISO 8601 in UTC; minutes are working minutes. */
export interface OfficeClock {
  /** When the file was complete. Absent before the case is handed in. */
  startedAt?: string;
  /** Not accepted yet: one more paper may be asked for, and then the clock starts anew with its arrival. */
  isProvisional: boolean;
  /** Present while the clock runs: since when it has been running without a stop. */
  runningSince?: string;
  /** Present while the clock stands still: whom the office waits for. */
  stoppedBecause?: Wait['on'];
  /** When the last paper PDF was issued, or the case ended without. */
  endedAt?: string;
  elapsedWorkingMinutes: number;
  /** Target of the office. Absent without a target, before the start, and while the clock stands still. */
  dueAt?: string;
  /** The target was missed, or would be if the clock that stands still went on now. */
  isOverdue: boolean;
}

/** How long the resident has been waiting: every minute counts, by day and by night. */
export interface ResidentClock {
  startedAt: string;
  endedAt?: string;
  elapsedMinutes: number;
}

const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/**
 * The file is complete with the arrival of the last paper that was later accepted; before acceptance, with the last
 * paper in hand. It is never complete before it is handed in.
 */
function startOf(state: CaseState): number | undefined {
  if (state.submittedAt === undefined) return undefined;
  const isAccepted = state.acceptedAt !== undefined;
  const arrivals = state.attachments
    .filter((paper) => paper.status === 'accepted' || (!isAccepted && paper.status === 'received'))
    .map((paper) => Date.parse(paper.receivedAt));
  return Math.max(Date.parse(state.submittedAt), ...arrivals);
}

function isStandingPaper(job: DocumentJob): boolean {
  return job.form === 'paper' && job.status !== 'withdrawn' && job.status !== 'superseded';
}

/** The office is done when every paper is issued. Cards may wait longer: for blanks, for their person. */
function endOf(state: CaseState): number | undefined {
  const papers = state.documents.filter(isStandingPaper);
  const issued = papers.flatMap((job) => (job.issuedAt === undefined ? [] : [Date.parse(job.issuedAt)]));
  if (papers.length > 0 && issued.length === papers.length) return Math.max(...issued);
  return state.endedAt === undefined ? undefined : Date.parse(state.endedAt);
}

/** The stretches of `[from, to]` in which nobody else is awaited, in order. */
function runningStretches(waits: readonly Wait[], from: number, to: number): [number, number][] {
  const sorted = waits
    .map((wait): [number, number] => [
      Date.parse(wait.from),
      wait.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(wait.to),
    ])
    .sort((a, b) => a[0] - b[0]);
  const stretches: [number, number][] = [];
  let at = from;
  for (const [start, end] of sorted) {
    if (start > at) stretches.push([at, Math.min(start, to)]);
    at = Math.max(at, end);
    if (at >= to) return stretches;
  }
  stretches.push([at, to]);
  return stretches;
}

function dueOf(
  calendar: OfficeCalendar,
  target: { workingDays: number },
  start: number,
  reference: number,
  elapsedMs: number,
): number {
  const waitedMs = workingMsBetween(calendar, start, reference) - elapsedMs;
  return addWorkingMs(
    calendar,
    Date.parse(addWorkingDays(calendar, iso(start), target.workingDays)),
    waitedMs,
  );
}

/**
 * The office's clock at `now` (ISO 8601). `target` is the service's; without it nothing falls due. The due instant
 * is `target` working days after the start, plus the working time that was spent waiting.
 */
export function officeClock(
  state: CaseState,
  calendar: OfficeCalendar,
  now: string,
  target?: { workingDays: number },
): OfficeClock {
  const start = startOf(state);
  const isProvisional = state.acceptedAt === undefined;
  if (start === undefined) return { isProvisional, elapsedWorkingMinutes: 0, isOverdue: false };
  const end = endOf(state);
  const openWait = end === undefined ? state.waits.find((wait) => wait.to === undefined) : undefined;
  // While the clock stands still, it shows what it showed when it stopped.
  const until = openWait === undefined ? (end ?? Date.parse(now)) : Date.parse(openWait.from);
  const reference = Math.max(start, until);
  const stretches = runningStretches(state.waits, start, reference);
  const elapsedMs = stretches.reduce((sum, [from, to]) => sum + workingMsBetween(calendar, from, to), 0);
  const due = target && dueOf(calendar, target, start, reference, elapsedMs);
  const isRunning = end === undefined && openWait === undefined;
  return {
    startedAt: iso(start),
    isProvisional,
    ...(isRunning && { runningSince: iso(stretches.at(-1)?.[0] ?? start) }),
    ...(openWait !== undefined && { stoppedBecause: openWait.on }),
    ...(end !== undefined && { endedAt: iso(end) }),
    elapsedWorkingMinutes: Math.floor(elapsedMs / MINUTE_MS),
    ...(due !== undefined && openWait === undefined && { dueAt: iso(due) }),
    isOverdue: due !== undefined && reference > due,
  };
}

/** The resident's clock at `now` (ISO 8601): from the first word until the case has ended. */
export function residentClock(state: CaseState, now: string): ResidentClock {
  const end = Date.parse(state.endedAt ?? now);
  return {
    startedAt: state.openedAt,
    ...(state.endedAt !== undefined && { endedAt: state.endedAt }),
    elapsedMinutes: Math.max(0, Math.floor((end - Date.parse(state.openedAt)) / MINUTE_MS)),
  };
}
