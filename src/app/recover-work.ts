/** After a crash or an outage: what was on its way is made visible, what was begun goes on, nothing is repeated. */
import { type App, wholeOffice } from './app.ts';
import { planErasing } from './erase-expired.ts';
import { fetchOptions } from './fetch-media.ts';
import { sweepAllSigning, sweepStaleSigning } from './sweep-signing.ts';

/**
 * Called while no job is being done, by the one process that does them. After its own start, a signing request
 * without outcome can only be a dead process's; after an outage it may be one that this process is still waiting for.
 */
export async function recoverWork(app: App, after: 'process-started' | 'database-returned'): Promise<void> {
  await (after === 'process-started' ? sweepAllSigning(app) : sweepStaleSigning(app));
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const count = await tx.outbox.markStuckUncertain(app.clock.now());
    if (count > 0) {
      app.log.warn('messages were on their way when the work was broken off', { count });
      await tx.notify('unsettled');
    }
    for (const { mediaKey, contactId, state } of await tx.media.unfinished()) {
      if (state === 'waiting')
        await tx.jobs.add('fetch-media', { mediaKey }, fetchOptions(mediaKey, contactId));
      else await tx.jobs.add('settle-media', { contactId }, { key: contactId });
    }
    await planErasing(app, tx);
    await tx.jobs.add('handle-inbox', {}, { key: 'recover' });
    await tx.jobs.add('apply-statuses', {}, { key: 'recover' });
  });
}
