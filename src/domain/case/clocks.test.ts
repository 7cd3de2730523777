import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, type OfficeCalendar, workingMsBetween } from '../office/calendar.ts';
import { officeClock, residentClock } from './clocks.ts';
import {
  accept,
  acceptPapers,
  at,
  given,
  intake,
  paper,
  play,
  resident,
  type Step,
} from './given.fixture.ts';
import type { CaseState } from './state.ts';

/** Monday to Friday, 08:00–15:30 WITA. `at(0)` is Monday 23 November, 08:00. */
const calendar: OfficeCalendar = {
  utcOffsetMinutes: 480,
  workdays: [1, 2, 3, 4, 5],
  opensAtMinute: 480,
  closesAtMinute: 930,
  holidays: [],
};
const target = { workingDays: 1 };
const DAY = 1440;

/** A case with its instants set by hand, in minutes after Monday, 08:00. */
function caseWith(change: Partial<CaseState>): CaseState {
  return {
    ...given('submitted'),
    attachments: [],
    waits: [],
    submittedAt: at(0),
    openedAt: at(-30),
    ...change,
  };
}

function arrived(status: 'received' | 'accepted' | 'refused' | 'withdrawn', minutes: number) {
  const { attachment } = paper(`foto-${minutes}`, 'kk', minutes) as Extract<
    ReturnType<typeof paper>,
    { act: 'add-attachment' }
  >;
  return { ...attachment, status };
}

function letter(issuedAfter?: number) {
  const [surat] = given('accepted').documents;
  return {
    ...surat!,
    ...(issuedAfter !== undefined && { status: 'issued' as const, issuedAt: at(issuedAfter) }),
  };
}

describe('the office clock starts', () => {
  test('not before the case is handed in', () => {
    const clock = officeClock(given('answered'), calendar, at(500), target);
    expect(clock).toEqual({ isProvisional: true, elapsedWorkingMinutes: 0, isOverdue: false });
  });

  test('provisionally when the case is handed in, or with the last paper that arrives after it', () => {
    const before = caseWith({ attachments: [arrived('received', -20)] });
    expect(officeClock(before, calendar, at(10))).toMatchObject({ startedAt: at(0), isProvisional: true });
    const after = caseWith({ attachments: [arrived('received', -20), arrived('received', 45)] });
    expect(officeClock(after, calendar, at(60))).toMatchObject({
      startedAt: at(45),
      elapsedWorkingMinutes: 15,
    });
  });

  test('after acceptance, with the last paper that was accepted: later papers in the tray do not count', () => {
    const attachments = [
      arrived('accepted', 20),
      arrived('refused', 40),
      arrived('received', 90),
      arrived('withdrawn', 95),
    ];
    const state = caseWith({ status: 'accepted', acceptedAt: at(60), attachments });
    expect(officeClock(state, calendar, at(100))).toMatchObject({
      startedAt: at(20),
      runningSince: at(20),
      isProvisional: false,
      elapsedWorkingMinutes: 80,
    });
  });
});

describe('the office clock stands still', () => {
  test('while a paper is awaited from the resident, and says so', () => {
    const asked: Step[] = [[intake, { act: 'ask-again', requirementId: 'kk', reason: 'unreadable' }]];
    const state = {
      ...play(given('taken'), ...asked),
      submittedAt: at(-60),
      waits: [{ on: 'resident' as const, from: at(0) }],
    };
    const clock = officeClock({ ...state, attachments: [] }, calendar, at(3 * DAY), target);
    expect(clock).toMatchObject({ stoppedBecause: 'resident', elapsedWorkingMinutes: 0, isOverdue: false });
    expect(clock.runningSince).toBeUndefined();
    expect(clock.dueAt).toBeUndefined();
  });

  test('and begins anew with the paper that completes the file', () => {
    const state = caseWith({
      status: 'accepted',
      acceptedAt: at(400),
      attachments: [arrived('accepted', -20), arrived('refused', -10), arrived('accepted', 300)],
      waits: [{ on: 'resident', from: at(30), to: at(300) }],
    });
    expect(officeClock(state, calendar, at(330), target)).toMatchObject({
      startedAt: at(300),
      elapsedWorkingMinutes: 30,
      dueAt: at(300 + DAY),
    });
  });

  test('while the centre is awaited: the stretch is taken off, and the target moves by it', () => {
    const state = caseWith({
      status: 'accepted',
      acceptedAt: at(5),
      waits: [{ on: 'centre', from: at(60), to: at(160) }],
    });
    expect(officeClock(state, calendar, at(200), target)).toMatchObject({
      elapsedWorkingMinutes: 100,
      runningSince: at(160),
      dueAt: at(DAY + 100),
    });
  });

  test('two waits at once are taken off once', () => {
    const waits = [
      { on: 'resident' as const, from: at(60), to: at(120) },
      { on: 'centre' as const, from: at(90), to: at(160) },
    ];
    expect(officeClock(caseWith({ waits }), calendar, at(200))).toMatchObject({ elapsedWorkingMinutes: 100 });
  });

  test('a case that was overdue when it stopped stays overdue; one that was not does not become so', () => {
    const waiting = (from: number) => caseWith({ waits: [{ on: 'centre', from: at(from) }] });
    expect(officeClock(waiting(DAY + 1), calendar, at(DAY * 9), target).isOverdue).toBe(true);
    expect(officeClock(waiting(DAY), calendar, at(DAY * 9), target).isOverdue).toBe(false);
  });
});

describe('the office clock ends', () => {
  test('when the last paper is issued, though a card still waits for its person', () => {
    const card = given('accepted').documents[1]!;
    const state = caseWith({ status: 'accepted', acceptedAt: at(5), documents: [letter(90), card] });
    expect(officeClock(state, calendar, at(5 * DAY), target)).toMatchObject({
      endedAt: at(90),
      elapsedWorkingMinutes: 90,
      isOverdue: false,
    });
  });

  test('not while one of two papers is still open; a withdrawn one is not awaited', () => {
    const second = { ...letter(), id: 'izin' };
    const open = caseWith({ documents: [letter(90), second] });
    expect(officeClock(open, calendar, at(120)).endedAt).toBeUndefined();
    const withdrawn = caseWith({ documents: [letter(90), { ...second, status: 'withdrawn' }] });
    expect(officeClock(withdrawn, calendar, at(120)).endedAt).toBe(at(90));
  });

  test('when the case ends without documents', () => {
    const state = play(given('taken'), [resident, { act: 'withdraw-case' }]);
    const clock = officeClock(
      { ...state, submittedAt: at(-10), endedAt: at(30), attachments: [] },
      calendar,
      at(900),
    );
    expect(clock).toMatchObject({ endedAt: at(30) });
    expect(clock.runningSince).toBeUndefined();
  });

  test('late is late: one minute after the target', () => {
    const issued = (minutes: number) =>
      officeClock(
        caseWith({ acceptedAt: at(5), documents: [letter(minutes)] }),
        calendar,
        at(9 * DAY),
        target,
      );
    expect(issued(DAY).isOverdue).toBe(false);
    expect(issued(DAY + 1).isOverdue).toBe(true);
  });
});

test('a whole case by its events: from handing in to the issue', () => {
  const begun = play(given('submitted'), [intake, { act: 'take-case' }], ...acceptPapers, accept);
  // The papers had come before the case was handed in.
  expect(officeClock(begun, calendar, at(30), target)).toMatchObject({
    startedAt: begun.submittedAt,
    isProvisional: false,
  });
  const [surat] = given('issued').documents;
  expect(officeClock(given('issued'), calendar, at(999)).endedAt).toBe(surat!.issuedAt);
});

describe('the resident clock', () => {
  test('runs through nights, weekends and waits', () => {
    const state = caseWith({ waits: [{ on: 'resident', from: at(10) }] });
    expect(residentClock(state, at(7 * DAY))).toEqual({ startedAt: at(-30), elapsedMinutes: 7 * DAY + 30 });
  });

  test('stops with the case', () => {
    const state = caseWith({ status: 'closed', endedAt: at(100) });
    expect(residentClock(state, at(7 * DAY))).toEqual({
      startedAt: at(-30),
      endedAt: at(100),
      elapsedMinutes: 130,
    });
  });
});

test('whatever the waits: what runs and what stands still add up, and waiting never makes a case late', () => {
  const waits = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 900 })), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 6000 }), (spans, nowMinute) => {
      const state = caseWith({
        waits: spans
          .filter(([from, length]) => from + length <= nowMinute)
          .map(([from, length]) => ({ on: 'centre', from: at(from), to: at(from + length) })),
      });
      const clock = officeClock(state, calendar, at(nowMinute), target);
      let slow = 0;
      for (let minute = 0; minute < nowMinute; minute += 1) {
        const isWaiting = state.waits.some((wait) => at(minute) >= wait.from && at(minute) < wait.to!);
        if (!isWaiting)
          slow += workingMsBetween(calendar, Date.parse(at(minute)), Date.parse(at(minute + 1))) / 60_000;
      }
      expect(clock.elapsedWorkingMinutes).toBe(slow);
      const dayLength =
        workingMsBetween(calendar, Date.parse(at(0)), Date.parse(addWorkingDays(calendar, at(0), 1))) /
        60_000;
      if (clock.isOverdue) expect(slow).toBeGreaterThanOrEqual(dayLength);
      if (slow > dayLength) expect(clock.isOverdue).toBe(true);
    }),
    { numRuns: 40 },
  );
});
