/** Performs one act on a case: load, ask the domain, save with everything that follows, in one transaction. */
import type { Service } from '../catalogue/define-service.ts';
import type { ActBy, CaseAct } from '../domain/case/acts.ts';
import { officeClock } from '../domain/case/clocks.ts';
import { decide } from '../domain/case/decide.ts';
import type { DecideContext } from '../domain/case/decide-context.ts';
import { type Actor, type CaseEvent, systemActor } from '../domain/case/events.ts';
import { evolveAll } from '../domain/case/evolve.ts';
import type { CaseState } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { seesArea } from '../domain/office/seen-areas.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import type { Officer, StorageScope, Transaction } from './ports.ts';
import { react } from './reactions.ts';

/** Who acts: an officer with the roles of the office, a resident, or the system. */
export interface Performer {
  actor: Actor;
  by: readonly ActBy[];
  areas: readonly string[] | '*';
}

/** An officer, with the areas that they may see. */
export function asOfficer(officer: Officer): Performer {
  return { actor: { kind: 'officer', id: officer.officerId }, by: officer.roles, areas: officer.areas };
}

/** The resident behind a WhatsApp contact or a case number with its PIN. */
export function asResident(contactId: string): Performer {
  return { actor: { kind: 'resident', id: contactId }, by: ['resident'], areas: '*' };
}

/** Sampai itself. */
export const asSystem: Performer = { actor: systemActor, by: ['system'], areas: '*' };

/** The rows that a performer may see. */
export function scopeOf(app: App, performer: Performer): StorageScope {
  return { officeId: app.office().officeId, areas: performer.areas };
}

/** A case after an act, with what happened. */
export interface Performed {
  state: CaseState;
  service: Service;
  events: readonly CaseEvent[];
}

/** Context for `decide`, for this moment. */
function decideContext(app: App, performer: Performer, service: Service): DecideContext {
  const now = app.clock.now().toISOString();
  return {
    now,
    today: officeDay(now, app.office().utcOffsetMinutes),
    actor: performer.actor,
    by: performer.by,
    service,
    isDesa: app.isDesa,
  };
}

/** Saves what was decided and lets the rest of the office follow: notices, tasks, screens. */
async function keep(
  app: App,
  tx: Transaction,
  performer: Performer,
  service: Service,
  before: CaseState | undefined,
  after: CaseState,
  events: readonly CaseEvent[],
): Promise<void> {
  const clock = officeClock(after, app.calendar(), app.clock.now().toISOString(), service.target);
  await tx.cases.save(before, after, events, {
    service,
    isClockStopped: clock.stoppedBecause !== undefined,
    actor: performer.actor,
    ...(clock.dueAt !== undefined && { dueAt: clock.dueAt }),
  });
  await react(app, tx, { before, after, service, events });
  await tx.notify(`case/${after.id}`);
}

/** Code of the area in which a case lies, once its answers say so. */
export function areaOf(state: CaseState, service: Service): string | undefined {
  const area = state.answers[service.area];
  return typeof area === 'string' ? area : undefined;
}

/** Asks the domain act by act, each on the state that the one before left; the first refusal ends it. */
function decideAll(
  before: CaseState | undefined,
  acts: readonly CaseAct[],
  context: DecideContext,
): { state: CaseState | undefined; events: CaseEvent[] } | Refusal {
  const events: CaseEvent[] = [];
  let state = before;
  for (const act of acts) {
    const decision = decide(state, act, context);
    if (isRefusal(decision)) return decision;
    state = evolveAll(state, decision) ?? state;
    events.push(...decision);
  }
  return { state, events };
}

/**
 * Performs acts in an open transaction, each on the state that the one before left; saved together at the end.
 * The first refusal ends it: nothing was saved then.
 */
export async function performOn(
  app: App,
  tx: Transaction,
  performer: Performer,
  before: CaseState,
  acts: readonly CaseAct[],
): Promise<Performed | Refusal> {
  const service = app.catalogue.at(before.serviceId, before.serviceVersion);
  const decided = decideAll(before, acts, decideContext(app, performer, service));
  if (isRefusal(decided)) return decided;
  const { events } = decided;
  const state = decided.state ?? before;
  // Out of one's own sight: that is for somebody who sees both.
  if (
    !seesArea(performer.areas, areaOf(state, service)) &&
    areaOf(before, service) !== areaOf(state, service)
  )
    return refuse('outside-your-area');
  if (events.length > 0) await keep(app, tx, performer, service, before, state, events);
  return { state, service, events };
}

/** Locks a case and performs an act on it, in an open transaction. */
export async function performIn(
  app: App,
  tx: Transaction,
  performer: Performer,
  caseId: string,
  act: CaseAct | ((state: CaseState, service: Service) => CaseAct | Refusal),
): Promise<Performed | Refusal> {
  const before = await tx.cases.lock(caseId);
  if (before === undefined) return refuse('not-found');
  const service = app.catalogue.at(before.serviceId, before.serviceVersion);
  const wanted = typeof act === 'function' ? act(before, service) : act;
  return isRefusal(wanted) ? wanted : performOn(app, tx, performer, before, [wanted]);
}

/**
 * Opens a case in an open transaction, with its number, and performs further acts on it; saved together. From the
 * number on everybody else who opens a case waits for this transaction: what takes long belongs before it.
 */
export async function openIn(
  app: App,
  tx: Transaction,
  performer: Performer,
  wanted: Pick<
    Extract<CaseAct, { act: 'open-case' }>,
    'id' | 'serviceId' | 'channel' | 'forWhom' | 'contactId'
  >,
  acts: readonly CaseAct[] = [],
): Promise<Performed | Refusal> {
  const offered = app.catalogue.offered.find(({ service }) => service.id === wanted.serviceId);
  if (offered === undefined) return refuse('not-found');
  const { service, version } = offered;
  const context = decideContext(app, performer, service);
  const number = await tx.cases.nextNumber(context.today);
  const opening: CaseAct = { act: 'open-case', number, serviceVersion: version, ...wanted };
  const decided = decideAll(undefined, [opening, ...acts], context);
  if (isRefusal(decided)) return decided;
  const state = decided.state!;
  if (!seesArea(performer.areas, areaOf(state, service))) return refuse('outside-your-area');
  await keep(app, tx, performer, service, undefined, state, decided.events);
  return { state, service, events: decided.events };
}

/** Performs an act in a transaction of its own. */
export function perform(
  app: App,
  performer: Performer,
  caseId: string,
  act: CaseAct | ((state: CaseState, service: Service) => CaseAct | Refusal),
): Promise<Performed | Refusal> {
  return app.storage.transact(scopeOf(app, performer), (tx) => performIn(app, tx, performer, caseId, act));
}
