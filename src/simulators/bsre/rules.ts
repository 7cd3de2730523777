/** Rules by which the simulator misbehaves, so that tests and stories can meet every bad outcome. */

/** What goes wrong with one signing request. */
export const FAULTS = [
  /** Answers properly, but late (`delayMs`). */
  'slow',
  /** Signs, then never answers. */
  'hang-after-signing',
  /** Signs, then drops the connection. */
  'reset-after-signing',
  /** HTTP 500 with nothing signed. */
  'error-before-signing',
  /** HTTP 500 although it was signed. */
  'error-after-signing',
  /** Only the first half of the signed PDF, as a complete answer. */
  'truncated',
  /** The connection ends in the middle of the signed PDF. */
  'cut-off',
  /** A page that is no PDF, with HTTP 200. */
  'not-a-pdf',
  /** Another document, properly signed. */
  'another-document',
  /** A page that says something else, properly signed. */
  'changed-page',
  /** A byte changed after signing. */
  'altered',
  /** Bytes added behind the signature. */
  'appended',
  /** Signed with somebody else's certificate. */
  'wrong-signer',
  /** Signed with a certificate that no authority issued. */
  'unknown-authority',
] as const;

/** One of the faults above. */
export type Fault = (typeof FAULTS)[number];

/** A rule: the fault, for how many requests, and for whom. */
export interface Rule {
  id: number;
  fault: Fault;
  remaining: number;
  delayMs: number;
  signerNik?: string;
}

/** The rules in force, oldest first. */
export interface Rules {
  add(rule: Omit<Rule, 'id'>): number;
  /** The first rule that fits, used up by one. */
  take(signerNik: string): Rule | undefined;
  list(): Rule[];
  remove(id: number): void;
  clear(): void;
}

/** Rules live in memory: a restarted simulator behaves well. */
export function createRules(): Rules {
  let rules: Rule[] = [];
  let lastId = 0;
  return {
    add(rule) {
      rules.push({ ...rule, id: ++lastId });
      return lastId;
    },
    take(signerNik) {
      const rule = rules.find((one) => one.signerNik === undefined || one.signerNik === signerNik);
      if (!rule) return undefined;
      rule.remaining--;
      rules = rules.filter((one) => one.remaining > 0);
      return { ...rule };
    },
    list: () => rules.map((rule) => ({ ...rule })),
    remove(id) {
      rules = rules.filter((one) => one.id !== id);
    },
    clear() {
      rules = [];
    },
  };
}
