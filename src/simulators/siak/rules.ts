/** Faults on demand: the next answers of the simulated SIAK go wrong in a chosen way, for manual tries and tests. */

import type { Database } from './database.ts';
import type { DocumentType } from './enter-birth.ts';
import { documentTypes } from './enter-birth.ts';

/**
 * `wrong-child`: the PDF of another child · `truncated`: only the first part of the PDF · `slow`: the answer
 * waits · `down`: 503 for everything but the control paths.
 */
const ruleKinds = ['wrong-child', 'truncated', 'slow', 'down'] as const;
/** The kind of one fault. */
export type RuleKind = (typeof ruleKinds)[number];

/** One fault in force. `remaining` counts down with each use; without it the rule stays. */
export interface Rule {
  id: number;
  kind: RuleKind;
  /** Only for this document; any when missing. */
  document?: DocumentType;
  remaining?: number;
  /** For `slow`: real milliseconds. */
  delayMs: number;
}

/** The faults in force. */
export interface Rules {
  list(): Rule[];
  /** Adds a rule, or says in a sentence what is wrong with it. */
  add(rule: Record<string, unknown>): Rule | string;
  clear(): void;
  /** Takes one use of the first rule that fits; `undefined` when none does. */
  take(kind: RuleKind, document?: DocumentType): Rule | undefined;
}

interface RuleRow {
  id: number;
  kind: RuleKind;
  document: DocumentType | null;
  remaining: number | null;
  delay_ms: number;
}

const DEFAULT_DELAY_MS = 8_000;

/** Opens the rules over the simulator's state. */
export function openRules(database: Database): Rules {
  const list = () => database.all<RuleRow>('SELECT * FROM rule ORDER BY id').map(fromRow);
  return {
    list,
    add(given) {
      const problem = problemOf(given);
      if (problem) return problem;
      database.run(
        'INSERT INTO rule (kind, document, remaining, delay_ms) VALUES (?, ?, ?, ?)',
        String(given.kind),
        given.document === undefined ? null : String(given.document),
        given.times === undefined ? null : Number(given.times),
        Number(given.delayMs ?? DEFAULT_DELAY_MS),
      );
      return list().at(-1)!;
    },
    clear: () => database.run('DELETE FROM rule'),
    take(kind, document) {
      const rule = list().find(
        (each) => each.kind === kind && (each.document === undefined || each.document === document),
      );
      if (rule?.remaining !== undefined) {
        database.run('UPDATE rule SET remaining = remaining - 1 WHERE id = ?', rule.id);
        database.run('DELETE FROM rule WHERE remaining <= 0');
      }
      return rule;
    },
  };
}

function fromRow(row: RuleRow): Rule {
  return {
    id: row.id,
    kind: row.kind,
    document: row.document ?? undefined,
    remaining: row.remaining ?? undefined,
    delayMs: row.delay_ms,
  };
}

function problemOf(given: Record<string, unknown>): string | undefined {
  if (!ruleKinds.some((kind) => kind === given.kind)) return `kind must be one of ${ruleKinds.join(', ')}.`;
  if (given.document !== undefined && !documentTypes.some((type) => type === given.document))
    return `document must be one of ${documentTypes.join(', ')}.`;
  for (const name of ['times', 'delayMs'])
    if (given[name] !== undefined && !(Number.isInteger(given[name]) && Number(given[name]) > 0))
      return `${name} must be a whole number above 0.`;
  return undefined;
}
