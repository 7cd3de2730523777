/** Which function of the app does which kind of job. */
import type { JobHelpers, TaskList } from 'graphile-worker';
import type { App } from '../app/app.ts';
import { applyStatuses } from '../app/apply-statuses.ts';
import { eraseExpired } from '../app/erase-expired.ts';
import { eraseFile } from '../app/erase-file.ts';
import { fetchMedia } from '../app/fetch-media.ts';
import { handleInbox } from '../app/handle-inbox.ts';
import { expireDraft, nudgeDraft } from '../app/old-drafts.ts';
import { type Sending, sendOutbox } from '../app/send-outbox.ts';
import { settleMedia } from '../app/settle-media.ts';
import { supersedeEarlier } from '../app/supersede-earlier.ts';
import { sweepStaleSigning } from '../app/sweep-signing.ts';
import { tellAskedAgain } from '../app/tell-asked-again.ts';

/** What a payload may hold, by the kind of job that reads it. */
interface Payload {
  mediaKey: string;
  fileId: string;
  contactId: string;
  mediaId: string;
  caseId: string;
  documentId: string;
  about: string;
}

type Work = (payload: Payload) => Promise<unknown>;

/** Every kind of job. */
export function workOf(
  app: App,
  sending: Sending,
  eraseSessions: () => Promise<number>,
): Record<string, Work> {
  return {
    'handle-inbox': () => handleInbox(app),
    'apply-statuses': () => applyStatuses(app),
    'fetch-media': ({ mediaKey }) => fetchMedia(app, mediaKey),
    'erase-expired': () => eraseExpired(app, eraseSessions),
    'erase-file': ({ fileId }) => eraseFile(app, fileId),
    'settle-media': ({ contactId }) => settleMedia(app, contactId),
    'send-outbox': ({ contactId }) => sendOutbox(app, sending, contactId),
    'delete-media': ({ mediaId }) => app.whatsapp.deleteMedia(mediaId),
    'expire-draft': ({ about }) => expireDraft(app, about),
    'nudge-draft': ({ about }) => nudgeDraft(app, about),
    'supersede-earlier': ({ caseId, documentId }) => supersedeEarlier(app, caseId, documentId),
    'tell-asked-again': ({ about }) => tellAskedAgain(app, about),
    'signing-unsettled': () => sweepStaleSigning(app),
  };
}

/** Jobs that are being done at this moment, so that their end can be waited for. */
export class WorkUnderWay {
  #count = 0;
  readonly #idle = new Set<() => void>();

  /** The library's list of tasks, each counted while it runs. */
  counted(work: Record<string, Work>): TaskList {
    const tasks = Object.entries(work).map(([kind, run]) => {
      const task = async (payload: unknown, _helpers: JobHelpers): Promise<void> => {
        this.#count += 1;
        try {
          await run(payload as Payload);
        } finally {
          this.#count -= 1;
          if (this.#count === 0) for (const tell of this.#idle) tell();
        }
      };
      return [kind, task] as const;
    });
    return Object.fromEntries(tasks);
  }

  /** Resolves when nothing is being done, or after `patienceMs`. */
  async end(patienceMs: number): Promise<void> {
    if (this.#count === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle.add(resolve);
    const timer = setTimeout(resolve, patienceMs);
    await promise;
    clearTimeout(timer);
    this.#idle.delete(resolve);
  }
}
