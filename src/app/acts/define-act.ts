/** How an act of an officer is declared: its name, what it is given, and what the domain is asked. */
import Type, { type Static, type TObject } from 'typebox';
import type { Service } from '../../catalogue/define-service.ts';
import type { ActName, CaseAct } from '../../domain/case/acts.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { App } from '../app.ts';
import type { Officer } from '../ports.ts';

/** One act on a case as the office's own pages ask for it: `POST /api/cases/:caseId/NAME`. */
export interface OfficerAct<S extends TObject = TObject> {
  name: ActName;
  /** One sentence for the API's description. */
  summary: string;
  input: S;
  /** What the domain is asked, one or several in order; all are kept or none. */
  ask(
    input: Static<S>,
    known: { app: App; officer: Officer; state: CaseState; service: Service },
  ): CaseAct[] | Refusal;
}

/** Declares an act; the input's type follows from its schema. */
export function defineAct<S extends TObject>(act: OfficerAct<S>): OfficerAct {
  return act as unknown as OfficerAct;
}

/** An id of ours. */
export const IdSchema = Type.String({ format: 'uuid' });

/** A remark beside a coded reason. */
export const NoteSchema = Type.Optional(Type.String({ maxLength: 500 }));

/** One of a closed list of words. */
export function oneOf<const W extends readonly string[]>(words: W) {
  return Type.Union(words.map((word) => Type.Literal(word as W[number])));
}
