/**
 * The model test: thousands of random acts by random people on random cases. Whatever they try, what was promised to
 * hold always must hold. The rules are looked up in the log of events, not in the state that the core itself keeps.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal, type RefusalCode, refusals } from '../refusal.ts';
import { decide } from './decide.ts';
import type { CaseEvent } from './events.ts';
import { evolve, evolveAll, isEndedCase } from './evolve.ts';
import { at, historyOf, stageNames, today } from './given.fixture.ts';
import { libraryCard } from './library-card.fixture.ts';
import { type Dice, rollAct } from './model.fixture.ts';
import { type CaseState, isOutOfTheOffice } from './state.ts';

const isFull = process.env.SAMPAI_TEST_ALL === '1';
const seed = Number(process.env.SAMPAI_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = isFull ? 10_000 : 200;
const actsPerCase = 120;

const dice: fc.Arbitrary<Dice> = fc.record({
  mode: fc.nat(999),
  pick: fc.nat(999),
  who: fc.nat(999),
  a: fc.nat(999),
  b: fc.nat(999),
});

const lifeLength = { minLength: actsPerCase, maxLength: actsPerCase };

/** Half of the cases begin with nothing, the others somewhere on the ordinary way, to get further. */
const beginnings = fc.oneof(fc.constant('nothing' as const), fc.constantFrom(...stageNames));

/** One case as it was lived: its events, its state by single steps. */
interface Life {
  state: CaseState | undefined;
  log: CaseEvent[];
  commands: number;
  refusals: Set<string>;
  /** The acts that were not refused, in words, for the report of a failure. */
  told: string[];
}

/** The case itself is over then; its PIN may be renewed, and a later document may take the place of one of its. */
const afterTheEnd: readonly CaseEvent['type'][] = ['pin-renewed', 'document-superseded'];

/** Plays one act and checks what must hold for a single step. */
function step(life: Life, roll: Dice, index: number): void {
  const { who, act } = rollAct(life.state, roll, index);
  const before = structuredClone(life.state);
  const context = { now: at(index), today, actor: who.actor, by: who.by, service: libraryCard };
  const decided = decide(life.state, act, context);
  life.commands += 1;
  // Deciding never changes the case; only folding does.
  expect(life.state).toEqual(before);
  expect(decide(life.state, act, context)).toEqual(decided);
  if (isRefusal(decided)) {
    expect(Object.keys(refusals)).toContain(decided.refused);
    life.refusals.add(decided.refused);
    return;
  }
  if (before !== undefined && isEndedCase(before)) {
    const more = decided.map((event) => event.type).filter((type) => !afterTheEnd.includes(type));
    expect(more, `${act.act} after the end`).toEqual([]);
  }
  const { act: name, ...details } = act;
  life.told.push(`${who.actor.id}: ${name} ${JSON.stringify(details)}`);
  for (const event of decided) {
    expect(event).toMatchObject({ at: at(index), actor: who.actor });
    life.state = evolve(life.state, event);
    life.log.push(event);
    expect(life.state.version).toBe(life.log.length);
  }
}

type About<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** What happened to one document so far, noted independently of the core. */
interface Ledger {
  form: 'paper' | 'card';
  entered?: About<'draft-attached'>;
  verified?: About<'document-verified'>;
  read?: About<'document-read'>;
  started?: About<'signing-started'>;
  signatures: number;
  last: string;
}

type Rules = { [T in CaseEvent['type']]?: (ledger: Ledger, event: About<T>) => void };

const signatureMayExist = ({ started, signatures }: Ledger): boolean =>
  started !== undefined || signatures > 0;

/** Entered, verified and read no longer count. */
function wipe(ledger: Ledger): void {
  if (ledger.signatures > 0) return;
  expect(ledger.started, 'wiped while it is being signed').toBeUndefined();
  Object.assign(ledger, { entered: undefined, verified: undefined, read: undefined });
}

function attemptFailed(ledger: Ledger, event: { attemptId: string }): void {
  expect(event.attemptId).toBe(ledger.started?.attempt.id);
  ledger.started = undefined;
}

const rules: Rules = {
  'answers-recorded': (ledger) => {
    // What a signed paper says cannot be changed behind it.
    if (ledger.form === 'paper') expect(signatureMayExist(ledger)).toBe(false);
  },
  'verification-voided': wipe,
  'case-returned-to-intake': (ledger) => {
    expect(['card-printed', 'card-waiting', 'document-received']).not.toContain(ledger.last);
    wipe(ledger);
  },
  'document-returned': wipe,
  'draft-attached': (ledger, event) => {
    expect(signatureMayExist(ledger)).toBe(false);
    Object.assign(ledger, { entered: event, verified: undefined, read: undefined });
  },
  'document-verified': (ledger, event) => {
    expect(event.draftSha256).toBe(ledger.entered?.draft.sha256);
    expect(event.actor.id).not.toBe(ledger.entered?.actor.id);
    expect(ledger.verified, 'verified twice').toBeUndefined();
    ledger.verified = event;
  },
  'document-read': (ledger, event) => {
    expect(event.draftSha256).toBe(ledger.verified?.draftSha256);
    ledger.read = event;
  },
  'signing-started': (ledger, event) => {
    expect(signatureMayExist(ledger)).toBe(false);
    expect(event.attempt.draftSha256).toBe(ledger.verified?.draftSha256);
    expect(event.attempt.signerId).toBe(event.actor.id);
    expect(ledger.read?.actor.id).toBe(event.actor.id);
    ledger.started = event;
  },
  'signing-refused': attemptFailed,
  'signing-not-reached': attemptFailed,
  'signing-unsettled': (ledger, event) => {
    expect(event.attemptId).toBe(ledger.started?.attempt.id);
  },
  'signing-settled-unsigned': (ledger, event) => {
    expect(event.evidence.trim()).not.toBe('');
    attemptFailed(ledger, event);
    ledger.read = undefined;
  },
  'document-signed': (ledger, event) => {
    expect(ledger.verified?.draftSha256).toBe(ledger.entered?.draft.sha256);
    expect([undefined, ledger.entered?.actor.id, ledger.verified?.actor.id]).not.toContain(event.signerId);
    if (event.via === 'bsre') expect(event.attemptId).toBe(ledger.started?.attempt.id);
    ledger.started = undefined;
    ledger.signatures += 1;
    expect(ledger.signatures).toBe(1);
  },
  'document-issued': (ledger) => {
    expect([ledger.form, ledger.signatures]).toEqual(['paper', 1]);
  },
  'card-printed': (ledger, event) => {
    expect(ledger.form).toBe('card');
    expect(event.blankSerial.trim()).not.toBe('');
  },
  'card-waiting': (ledger) => {
    expect(ledger.last).toBe('card-printed');
  },
  'document-received': (ledger) => {
    expect(ledger.last).toBe(ledger.form === 'paper' ? 'document-issued' : 'card-waiting');
  },
  'document-withdrawn': (ledger) => {
    expect(signatureMayExist(ledger)).toBe(false);
    expect(['card-printed', 'card-waiting']).not.toContain(ledger.last);
    wipe(ledger);
  },
};

/** Follows one document through the log of its case, and checks every step of it. */
function checkDocument(log: readonly CaseEvent[], documentId: string, form: 'paper' | 'card'): void {
  const ledger: Ledger = { form, signatures: 0, last: 'planned' };
  for (const event of log) {
    const isAboutIt = 'documentId' in event && event.documentId === documentId;
    if ('documentId' in event && !isAboutIt) continue;
    (rules[event.type] as ((ledger: Ledger, event: CaseEvent) => void) | undefined)?.(ledger, event);
    if (isAboutIt) ledger.last = event.type;
  }
}

/** What must hold for the whole life of a case. */
function checkLife({ log, state }: Life): void {
  if (state === undefined) {
    expect(log).toEqual([]);
    return;
  }
  expect(evolveAll(undefined, log)).toEqual(state);
  expect(evolveAll(undefined, structuredClone(log))).toEqual(state);
  const types = log.map((event) => event.type);
  expect(types.indexOf('case-opened')).toBe(0);
  expect(types.lastIndexOf('case-opened')).toBe(0);
  if (types.includes('case-accepted')) {
    expect(types.indexOf('case-submitted')).toBeLessThan(types.indexOf('case-accepted'));
    expect(types.indexOf('case-submitted')).toBeGreaterThan(0);
  }
  const end = types.findIndex((type) =>
    ['case-closed', 'case-lapsed', 'case-withdrawn', 'case-rejected'].includes(type),
  );
  if (end >= 0)
    expect(
      types.slice(end + 1).filter((type) => !afterTheEnd.includes(type)),
      'nothing follows the end',
    ).toEqual([]);
  expect(isEndedCase(state)).toBe(end >= 0);
  if (types.includes('case-lapsed') && state.status === 'closed')
    expect(state.documents.every(isOutOfTheOffice), 'nothing of the office is left undone').toBe(true);
  else if (state.status === 'closed') {
    expect(state.documents.some((job) => job.status === 'received' || job.status === 'superseded')).toBe(
      true,
    );
    for (const job of state.documents) expect(['received', 'withdrawn', 'superseded']).toContain(job.status);
  }
  // The office waits for the resident exactly while a paper is asked for; an ended case waits for nobody.
  const openWaits = state.waits.filter((wait) => wait.to === undefined).length;
  expect(openWaits).toBe(state.status === 'incomplete' ? 1 : 0);
  expect(new Set(state.documents.map((job) => `${job.documentId}/${job.subject}`)).size).toBe(
    state.documents.length,
  );
  for (const job of state.documents) {
    checkDocument(log, job.id, job.form);
    if (job.enteredBy !== undefined) expect(job.verifiedBy).not.toBe(job.enteredBy);
    if (job.signedBy !== undefined) expect([job.enteredBy, job.verifiedBy]).not.toContain(job.signedBy);
  }
}

const commonEvents: readonly CaseEvent['type'][] = [
  'case-accepted',
  'document-returned',
  'signing-started',
  'document-signed',
  'document-issued',
  'card-waiting',
  'document-received',
  'case-closed',
  'case-withdrawn',
  'case-lapsed',
  'resident-answered',
  'verification-voided',
];
const commonRefusals: readonly RefusalCode[] = [
  'same-person-entered',
  'same-person-verified',
  'draft-changed',
  'not-read',
  'taken-by-other',
  'papers-missing',
];

describe(`random lives of a case (seed ${seed}; SAMPAI_TEST_SEED repeats it)`, () => {
  test(`${cases} cases of ${actsPerCase} acts keep every promise`, { timeout: 600_000 }, () => {
    const seen = new Set<string>();
    const refused = new Set<string>();
    let commands = 0;
    fc.assert(
      fc.property(beginnings, fc.array(dice, lifeLength), (beginning, rolls) => {
        const log = beginning === 'nothing' ? [] : historyOf(beginning);
        const life: Life = {
          state: evolveAll(undefined, log),
          log,
          commands: 0,
          refusals: new Set(),
          told: [],
        };
        rolls.forEach((roll, index) => {
          step(life, roll, index);
        });
        try {
          checkLife(life);
        } catch (error) {
          throw new Error(`a case that began as "${beginning}" broke a promise:\n${life.told.join('\n')}`, {
            cause: error,
          });
        }
        commands += life.commands;
        for (const event of life.log) seen.add(event.type);
        for (const code of life.refusals) refused.add(code);
      }),
      { seed, numRuns: cases },
    );
    console.info(`model test: seed ${seed}, ${commands} acts, ${seen.size} kinds of events`);
    expect(commands).toBeGreaterThanOrEqual(cases * actsPerCase);
    // The lives were not idle: what a case can go through did happen.
    const rare = isFull ? (['signing-unsettled', 'signing-settled-unsigned'] as const) : [];
    for (const type of [...commonEvents, ...rare]) expect(seen, `never happened: ${type}`).toContain(type);
    for (const code of commonRefusals) expect(refused, `never refused: ${code}`).toContain(code);
  });
});
