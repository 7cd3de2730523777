/** What every decision about a case needs to know besides the case itself. */
import type { Service } from '../../catalogue/define-service.ts';
import type { Refusal } from '../refusal.ts';
import type { ActBy } from './acts.ts';
import { cleanText } from './answer.ts';
import type { Actor, CaseEvent, CaseEventData } from './events.ts';

/** Facts given to `decide` from outside, so that it stays pure. */
export interface DecideContext {
  /** ISO 8601, UTC. */
  now: string;
  /** `YYYY-MM-DD` in the office's time zone. */
  today: string;
  actor: Actor;
  /** Duties of the actor. */
  by: readonly ActBy[];
  /** The catalogue as it was when the case began. */
  service: Service;
  isDesa?: (code: string) => boolean;
}

export type Decision = CaseEvent[] | Refusal;

/** Stamps what was decided with instant and actor. */
export function happen(context: DecideContext, ...events: CaseEventData[]): CaseEvent[] {
  return events.map((event) => ({ ...event, at: context.now, actor: context.actor }));
}

/** The remark of an act as it is kept: printable text; a blank remark is none. */
export function noteOf(act: { note?: string }): { note?: string } {
  const note = cleanText(act.note ?? '');
  return note === '' ? {} : { note };
}
