/** An officer does one declared act: all that it asks of the domain is kept together, or nothing is. */
import { actTable } from '../domain/case/acts.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { OfficerAct } from './acts/define-act.ts';
import type { App } from './app.ts';
import { asOfficer, type Performed, performOn } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';

/** Carries a refusal out of a transaction, so that nothing of it is kept. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

/** Runs `work`; a thrown `Refused` rolls back and becomes a value again. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** The value, or the refusal thrown so that the transaction rolls back. */
export function orThrow<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Refused(value);
  return value;
}

/** Performs the act; the input was checked against its schema. */
export async function doOfficerActIn(
  app: App,
  tx: Transaction,
  officer: Officer,
  caseId: string,
  act: OfficerAct,
  input: object,
): Promise<Performed> {
  // Before anything is looked up: whoever has not the duty does not learn whether the case exists.
  if (!actTable[act.name].by.some((by) => officer.roles.some((role) => role === by)))
    throw new Refused(refuse('not-your-duty'));
  const before = await tx.cases.lock(caseId);
  if (before === undefined) throw new Refused(refuse('not-found'));
  const service = app.catalogue.at(before.serviceId, before.serviceVersion);
  const acts = orThrow(act.ask(input as never, { app, officer, state: before, service }));
  return orThrow(await performOn(app, tx, asOfficer(officer), before, acts));
}
