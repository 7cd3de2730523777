/** After a quiet moment: speaks once about all files that came, however many there were. */
import type { PaperProblem } from '../domain/conversation/types.ts';
import { type App, wholeOffice } from './app.ts';
import { converseWith } from './converse-with.ts';

/** Takes the settled files of a contact into the conversation; waits on while some are still being fetched. */
export async function settleMedia(app: App, contactId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const contact = await tx.contacts.get(contactId);
    const files = await tx.media.untold(contactId);
    if (contact === undefined || files.length === 0) return;
    if (files.some((file) => file.state === 'waiting')) {
      await tx.jobs.add(
        'settle-media',
        { contactId },
        { key: contactId, afterMs: app.settings.albumQuietMs },
      );
      return;
    }
    const papers = files.map((file) =>
      file.attachmentId === undefined
        ? { problem: (file.problem ?? 'download-gone') as PaperProblem }
        : { attachmentId: file.attachmentId, hint: file.hint },
    );
    await converseWith(app, tx, contact, { kind: 'papers', papers });
    await tx.media.markTold(files.map((file) => file.mediaKey));
  });
}
