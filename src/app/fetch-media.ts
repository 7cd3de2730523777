/** Fetches a file that came by WhatsApp, opens it in the sandbox and makes it a paper of its case. */
import { recordingMime } from '../domain/message/recording.ts';
import { isRefusal } from '../domain/refusal.ts';
import { addPaperIn, type InspectedFile, inspect, keepFile } from './add-paper.ts';
import { type App, wholeOffice } from './app.ts';
import { orRefusal } from './do-officer-act.ts';
import { asResident } from './perform-act.ts';
import type { InboundMedia } from './ports.ts';

/** Tries of one file, counted from 0; the job library itself tries twice more than that. */
const LAST_TRY = 6;

/** Real time to wait for more files of an album before speaking about them. */
async function speakSoon(app: App, contactId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), (tx) =>
    tx.jobs.add('settle-media', { contactId }, { key: contactId, afterMs: app.settings.albumQuietMs }),
  );
}

async function record(
  app: App,
  media: InboundMedia,
  outcome: Pick<InboundMedia, 'state' | 'problem'>,
): Promise<void> {
  // Nothing is said about a recording, so there is nothing left to tell.
  const said = media.isRecording === true ? { ...outcome, state: 'told' as const } : outcome;
  await app.storage.transact(wholeOffice(app), (tx) => tx.media.setOutcome(media.mediaKey, said));
}

/** Sent before any case was open: kept under the day's key until one is. */
async function keepLoose(app: App, media: InboundMedia, file: InspectedFile): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    if (!(await tx.media.lock(media.mediaKey))) return;
    const kept = await keepFile(app, tx, undefined, file);
    await tx.media.keepLoose(media.mediaKey, kept);
  });
}

/** Kept sealed as it came: no program of ours opens it, and officers get it as what its first bytes say it is. */
async function keepRecording(app: App, media: InboundMedia, bytes: Uint8Array): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    if (!(await tx.media.lock(media.mediaKey))) return;
    const file = { bytes, mime: recordingMime(bytes), purpose: 'recording' };
    await tx.media.keepRecording(media.mediaKey, await tx.files.add(file, app.clock.now()));
  });
}

async function takeIn(app: App, media: InboundMedia, bytes: Uint8Array): Promise<void> {
  if (media.isRecording === true) return keepRecording(app, media, bytes);
  const file = await inspect(app, bytes);
  if (isRefusal(file)) return record(app, media, { state: 'refused', problem: file.refused });
  const { caseId } = media;
  if (caseId === undefined) return keepLoose(app, media, file);
  const kept = await orRefusal(() =>
    app.storage.transact(wholeOffice(app), async (tx) => {
      // Taken back or erased while it was being fetched: then nothing of it is kept.
      if (!(await tx.media.lock(media.mediaKey))) return;
      const attachmentId = media.mediaKey;
      const { wamid, arrivedAt: receivedAt } = media;
      await addPaperIn(app, tx, asResident(media.contactId), {
        caseId,
        attachmentId,
        file,
        requirementId: null,
        receivedAt,
        wamid,
      });
      await tx.media.setOutcome(media.mediaKey, { state: 'taken', attachmentId });
    }),
  );
  // The case has ended meanwhile: the file waits for the next one.
  if (kept !== undefined && isRefusal(kept)) await keepLoose(app, media, file);
}

/** After the last try the resident is told and the papers behind it go on; until then the job tries again. */
async function takeInOrGiveUp(app: App, media: InboundMedia, bytes: Uint8Array): Promise<void> {
  try {
    await takeIn(app, media, bytes);
  } catch (error) {
    await app.storage.transact(wholeOffice(app), (tx) => tx.media.noteTry(media.mediaKey));
    if (media.tries < LAST_TRY) throw error;
    app.log.incident(app.newId(), 'a file could not be taken in', error);
    await record(app, media, { state: 'gone', problem: 'download-gone' });
  }
}

/** How a file is fetched: one after another for each person, so that an album keeps its order. */
export function fetchOptions(mediaKey: string, contactId: string) {
  return { key: mediaKey, queue: `media/${contactId}`, maxAttempts: 8 };
}

/** Throws when Meta could not be reached, so that the job is tried again. */
export async function fetchMedia(app: App, mediaKey: string): Promise<void> {
  const media = await app.storage.transact(wholeOffice(app), (tx) => tx.media.get(mediaKey));
  if (media === undefined || media.state !== 'waiting') return;
  const downloaded = await app.whatsapp.download(media.mediaId, app.settings.mediaLimitBytes);
  if (downloaded.kind === 'retry') {
    await app.storage.transact(wholeOffice(app), (tx) => tx.media.noteTry(mediaKey));
    if (media.tries < LAST_TRY) throw new Error(`media could not be fetched yet: ${downloaded.reason}`);
  }
  if (downloaded.kind === 'downloaded') await takeInOrGiveUp(app, media, downloaded.bytes);
  else await record(app, media, { state: 'gone', problem: 'download-gone' });
  if (media.isRecording === true)
    await app.storage.transact(wholeOffice(app), (tx) => tx.notify(`contact/${media.contactId}`));
  else await speakSoon(app, media.contactId);
}
