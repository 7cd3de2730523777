/** What every route works with, and how a request becomes an officer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app/app.ts';
import type { Officer, WebhookContents, WebhookIntake } from '../app/ports.ts';
import { refuse } from '../domain/refusal.ts';
import { RefusedRequest } from './errors.ts';

/** Staff accounts, as the routes need them. */
export interface StaffAccounts {
  handler(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  findSession(headers: FastifyRequest['headers']): Promise<{ accountId: string } | undefined>;
  createAccount(account: {
    username: string;
    password: string;
    displayName: string;
  }): Promise<{ ok: true; accountId: string } | { ok: false; problem: string }>;
  findAccount(username: string): Promise<{ accountId: string } | undefined>;
  setPassword(accountId: string, password: string): Promise<{ ok: boolean; problem?: string }>;
  signOutEverywhere(accountId: string): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  usernamesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Committed changes, told to open pages. */
export interface Changes {
  subscribe(listener: (topic: string) => void): () => void;
}

/** Reads and checks webhooks; the adapter's functions, given by main. */
export interface WebhookReader {
  answerHandshake(query: Record<string, unknown>): { ok: true; challenge: string } | { ok: false };
  isGenuine(raw: Uint8Array, header: string | string[] | undefined): boolean;
  parse(json: unknown): WebhookContents;
}

/** Everything the routes need. */
export interface HttpContext {
  app: App;
  accounts: StaffAccounts;
  changes: Changes;
  intake: WebhookIntake;
  webhooks: WebhookReader;
  officers: OfficerCache;
  mode: 'peragaan' | 'produksi';
}

const OFFICER_TTL_MS = 5_000;

/** Remembers for a few seconds which officer an account is; cleared at once when an admin changes one. */
export class OfficerCache {
  readonly #app: App;
  readonly #known = new Map<string, { officer: Officer | undefined; until: number }>();

  constructor(app: App) {
    this.#app = app;
  }

  async find(accountId: string): Promise<Officer | undefined> {
    const known = this.#known.get(accountId);
    if (known !== undefined && known.until > performance.now()) return known.officer;
    const { officeId } = this.#app.office();
    const officer = await this.#app.storage.transact({ officeId, areas: '*' }, (tx) =>
      tx.directory.findOfficerByAccount(accountId),
    );
    if (this.#known.size > 1000) this.#known.clear();
    this.#known.set(accountId, { officer, until: performance.now() + OFFICER_TTL_MS });
    return officer;
  }

  clear(): void {
    this.#known.clear();
  }
}

/** The officer who asks. Throws a refusal when nobody is signed in or the account was closed. */
export async function signedInOfficer(context: HttpContext, request: FastifyRequest): Promise<Officer> {
  const session = await context.accounts.findSession(request.headers);
  const officer = session && (await context.officers.find(session.accountId));
  if (officer === undefined || !officer.isActive) throw new RefusedRequest(refuse('not-signed-in'));
  return officer;
}

/** The same, for everything but the change of a first password: before that nothing else is done. */
export async function officerOf(context: HttpContext, request: FastifyRequest): Promise<Officer> {
  const officer = await signedInOfficer(context, request);
  if (officer.mustChangePassword) throw new RefusedRequest(refuse('password-must-change'));
  return officer;
}

/** The officer who asks, if they have one of these roles. */
export async function officerWith(
  context: HttpContext,
  request: FastifyRequest,
  ...roles: readonly Officer['roles'][number][]
): Promise<Officer> {
  const officer = await officerOf(context, request);
  if (!roles.some((role) => officer.roles.includes(role))) throw new RefusedRequest(refuse('not-your-duty'));
  return officer;
}
