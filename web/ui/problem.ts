/** What went wrong with a request, as a value that pages can show: a sentence and the next step. */

/** A refusal of the server, a bug of the server (`incident`), or no connection at all (`code` is `offline`). */
export class Problem extends Error {
  /** A refusal code, `offline`, or `incident`. */
  readonly code: string;
  readonly sentence: string;
  readonly next: string;
  readonly status: number;
  readonly slots: Readonly<Record<string, string>>;
  readonly incident: string | undefined;

  constructor(given: {
    code: string;
    sentence: string;
    next: string;
    status: number;
    slots?: Readonly<Record<string, string>>;
    incident?: string;
  }) {
    super(given.code);
    this.code = given.code;
    this.sentence = given.sentence;
    this.next = given.next;
    this.status = given.status;
    this.slots = given.slots ?? {};
    this.incident = given.incident;
  }
}

/** The body of a refusal or of a bug, as the API sends it. */
interface ProblemBody {
  refused?: string;
  sentence?: string;
  next?: string;
  slots?: Record<string, string>;
  incident?: string;
}

/** Reads an unsuccessful answer; what is not in the agreed shape becomes an incident without a number. */
export function readProblem(status: number, body: unknown): Problem {
  const { refused, sentence = '', next = '', slots, incident } = (body ?? {}) as ProblemBody;
  return new Problem({
    code: refused ?? 'incident',
    sentence,
    next,
    status,
    ...(slots !== undefined && { slots }),
    ...(incident !== undefined && { incident }),
  });
}

/** The request never reached the server, or its answer was lost. */
export function offline(): Problem {
  return new Problem({ code: 'offline', sentence: '', next: '', status: 0 });
}
