/** Keeps files that came by WhatsApp from their message until they are a paper of a case, or refused. */
import type { InboundMedia, LooseFile, MediaStore } from '../../app/ports.ts';
import type { StoredFile } from '../../domain/case/state.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import { eraseMedia } from './erase-media.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';

type Sealed = Pick<InboundMedia, 'mediaId' | 'sha256' | 'hint' | 'isRecording'>;
type Stored = Pick<LooseFile, 'original' | 'pages'>;

/** The media store of one transaction. */
export class PostgresMediaStore implements MediaStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async add(media: Omit<InboundMedia, 'state' | 'tries'>): Promise<void> {
    const { tx, officeId, ring } = this.#context;
    const { keyId, key } = await ring.forDay(tx, new Date(media.arrivedAt));
    const sealed: Sealed = {
      mediaId: media.mediaId,
      hint: media.hint,
      ...given({ sha256: media.sha256, isRecording: media.isRecording }),
    };
    await tx.run(
      sqlFor
        .insertInto('inbound_media')
        .values({
          office_id: officeId,
          media_key: media.mediaKey,
          contact_id: media.contactId,
          case_id: media.caseId ?? null,
          wamid: media.wamid,
          key_id: keyId,
          media_sealed: sealJson(key, sealed, `inbound_media/${media.mediaKey}`),
          arrived_at: media.arrivedAt,
          state: 'waiting',
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
  }

  async #read(where: { mediaKey: string } | { contactId: string }): Promise<InboundMedia[]> {
    const { tx, officeId, ring } = this.#context;
    const base = sqlFor.selectFrom('inbound_media').selectAll().where('office_id', '=', officeId);
    const rows = await tx.all(
      'mediaKey' in where
        ? base.where('media_key', '=', where.mediaKey)
        : base.where('contact_id', '=', where.contactId).where('state', '<>', 'told').orderBy('media_key'),
    );
    const media: InboundMedia[] = [];
    for (const row of rows) {
      const key = await ring.get(tx, row.key_id);
      media.push({
        mediaKey: row.media_key,
        contactId: row.contact_id,
        wamid: row.wamid,
        arrivedAt: row.arrived_at.toISOString(),
        state: row.state,
        tries: row.tries,
        ...unsealJson<Sealed>(key, row.media_sealed, `inbound_media/${row.media_key}`),
        ...given({ caseId: row.case_id, attachmentId: row.attachment_id, problem: row.problem }),
      });
    }
    return media;
  }

  async get(mediaKey: string): Promise<InboundMedia | undefined> {
    return (await this.#read({ mediaKey }))[0];
  }

  async lock(mediaKey: string): Promise<boolean> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows(
      "select from inbound_media where office_id = $1 and media_key = $2 and state = 'waiting' for update",
      [officeId, mediaKey],
    );
    return rows.length > 0;
  }

  async eraseOf(contactId: string, wamid: string, now: Date): Promise<void> {
    await eraseMedia(this.#context, { contactId, wamid }, now);
  }

  async untold(contactId: string): Promise<InboundMedia[]> {
    return (await this.#read({ contactId })).filter((one) => one.isRecording !== true);
  }

  async #set(mediaKeys: readonly string[], change: Record<string, unknown>): Promise<void> {
    if (mediaKeys.length === 0) return;
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('inbound_media')
        .set(change)
        .where('office_id', '=', officeId)
        .where('media_key', 'in', [...mediaKeys]),
    );
  }

  setOutcome(
    mediaKey: string,
    outcome: Pick<InboundMedia, 'state' | 'attachmentId' | 'problem'>,
  ): Promise<void> {
    return this.#set([mediaKey], {
      state: outcome.state,
      attachment_id: outcome.attachmentId ?? null,
      problem: outcome.problem ?? null,
    });
  }

  async keepLoose(mediaKey: string, file: Stored): Promise<void> {
    const { tx, officeId, ring } = this.#context;
    const [row] = await tx.rows<{ key_id: string }>(
      'select key_id from inbound_media where office_id = $1 and media_key = $2',
      [officeId, mediaKey],
    );
    const stored = sealJson(await ring.get(tx, row!.key_id), file, `inbound_media/${mediaKey}/stored`);
    await this.#set([mediaKey], { state: 'taken', attachment_id: mediaKey, stored_sealed: stored });
  }

  async keepRecording(mediaKey: string, original: StoredFile): Promise<void> {
    await this.keepLoose(mediaKey, { original, pages: [] });
    await this.markTold([mediaKey]);
  }

  async findRecording(contactId: string, mediaKey: string): Promise<StoredFile | undefined> {
    const media = await this.get(mediaKey);
    if (media?.isRecording !== true || media.contactId !== contactId) return undefined;
    const { tx, officeId, ring } = this.#context;
    const [row] = await tx.rows<{ key_id: string; stored_sealed: Buffer | null }>(
      'select key_id, stored_sealed from inbound_media where office_id = $1 and media_key = $2',
      [officeId, mediaKey],
    );
    if (row?.stored_sealed == null) return undefined;
    const key = await ring.get(tx, row.key_id);
    return unsealJson<Stored>(key, row.stored_sealed, `inbound_media/${mediaKey}/stored`).original;
  }

  async loose(contactId: string): Promise<LooseFile[]> {
    const { tx, officeId, ring } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('inbound_media')
        .selectAll()
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId)
        .where('stored_sealed', 'is not', null)
        .orderBy('media_key'),
    );
    const files: LooseFile[] = [];
    for (const row of rows) {
      const { media_key: mediaKey, wamid } = row;
      const key = await ring.get(tx, row.key_id);
      const place = `inbound_media/${mediaKey}`;
      const { hint, isRecording } = unsealJson<Sealed>(key, row.media_sealed, place);
      if (isRecording === true) continue;
      const stored = unsealJson<Stored>(key, row.stored_sealed!, `${place}/stored`);
      files.push({ mediaKey, wamid, arrivedAt: row.arrived_at.toISOString(), hint, ...stored });
    }
    return files;
  }

  forgetLoose(mediaKey: string, caseId: string): Promise<void> {
    return this.#set([mediaKey], { stored_sealed: null, case_id: caseId });
  }

  async casesOf(contactId: string, wamid: string): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ case_id: string }>(
      `select distinct case_id from inbound_media
        where office_id = $1 and contact_id = $2 and wamid = $3 and case_id is not null order by case_id`,
      [officeId, contactId, wamid],
    );
    return rows.map((row) => row.case_id);
  }

  async noteTry(mediaKey: string): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows('update inbound_media set tries = tries + 1 where office_id = $1 and media_key = $2', [
      officeId,
      mediaKey,
    ]);
  }

  markTold(mediaKeys: readonly string[]): Promise<void> {
    return this.#set(mediaKeys, { state: 'told' });
  }

  async unfinished() {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('inbound_media')
        .select(['media_key', 'contact_id', 'state'])
        .where('office_id', '=', officeId)
        .where('state', '<>', 'told')
        .orderBy('media_key'),
    );
    return rows.map((row) => ({ mediaKey: row.media_key, contactId: row.contact_id, state: row.state }));
  }
}
