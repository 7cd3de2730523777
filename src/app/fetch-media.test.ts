/** Tells what becomes of a photo that came by WhatsApp, from Meta's store into the case or back to the resident. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whereReadable } from '../../test/support/everything-readable.ts';
import { badFile, photo } from '../../test/support/fake-outside.ts';
import { beginByWhatsApp, done } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { eraseRemoved } from '../../test/support/resident.ts';
import type { CaseState } from '../domain/case/state.ts';
import { adoptPapers } from './adopt-papers.ts';
import { fetchMedia } from './fetch-media.ts';
import { asResident, performIn } from './perform-act.ts';
import { settleMedia } from './settle-media.ts';
import { withdrawRevoked } from './withdraw-revoked.ts';

let office: TestApp;
let state: CaseState;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
});
let people = 0;
beforeEach(async () => {
  office.log.length = 0;
  office.whatsapp.media.clear();
  people += 1;
  state = await beginByWhatsApp(office, `ID.orang${people}`);
  contactId = state.contactId!;
});
afterAll(() => office.close());

/** A photo that waits to be fetched; `caseId` of the open case, unless told otherwise. */
const arrive = (name: string, caseId: string | undefined = state.id) =>
  office.whole(async (tx) => {
    const mediaKey = office.app.newId();
    const arrivedAt = office.clock.now().toISOString();
    await tx.media.add({
      mediaKey,
      contactId,
      wamid: `w.${name}`,
      mediaId: name,
      hint: name,
      arrivedAt,
      ...(caseId && { caseId }),
    });
    return mediaKey;
  });
const at = (name: string, bytes: Buffer) =>
  office.whatsapp.media.set(name, { kind: 'downloaded', bytes, mime: 'image/jpeg' });
const outcome = (mediaKey: string) => office.whole((tx) => tx.media.get(mediaKey));
const papers = async () => (await office.whole((tx) => tx.cases.get(state.id)))!.attachments;

describe('a photo for an open case', () => {
  it('becomes a paper in its tray, once, even when the job runs again', async () => {
    at('kk', photo('kk'));
    const key = await arrive('kk');
    await fetchMedia(office.app, key);
    await fetchMedia(office.app, key);
    expect(await outcome(key)).toMatchObject({ state: 'taken', attachmentId: key });
    expect(await papers()).toMatchObject([
      { id: key, requirementId: null, status: 'received', wamid: 'w.kk' },
    ]);
  });

  it('is spoken about after a quiet moment', async () => {
    at('kk', photo('kk'));
    await fetchMedia(office.app, await arrive('kk'));
    const { rows } = await office.admin.query(
      'select extract(epoch from run_at - now()) > 2 as later from graphile_worker.jobs where key = $1',
      [`settle-media/${office.officeId}/${contactId}`],
    );
    expect(rows).toEqual([{ later: true }]);
  });

  it('that is none is refused with its reason, and leaves no file', async () => {
    at('jahat', badFile('active-content'));
    const files = office.files.files.size;
    const key = await arrive('jahat');
    await fetchMedia(office.app, key);
    expect(await outcome(key)).toMatchObject({ state: 'refused', problem: 'upload-active-content' });
    expect([office.files.files.size, await papers()]).toEqual([files, []]);
  });

  it('that Meta does not have any more is asked for again', async () => {
    const key = await arrive('hilang');
    await fetchMedia(office.app, key);
    expect(await outcome(key)).toMatchObject({ state: 'gone', problem: 'download-gone' });
  });

  it('that cannot be fetched now is tried again, and given up in the end', async () => {
    office.whatsapp.media.set('lambat', { kind: 'retry', reason: 'Meta 500' });
    const key = await arrive('lambat');
    let failures = 0;
    while ((await outcome(key))!.state === 'waiting' && failures < 20) {
      await fetchMedia(office.app, key).catch(() => undefined);
      failures += 1;
    }
    expect(await outcome(key)).toMatchObject({ state: 'gone' });
    expect(failures).toBeGreaterThan(3);
  });

  it('whose case has ended meanwhile is kept for the next one', async () => {
    at('kk', photo('kk'));
    const key = await arrive('kk');
    await office.whole(async (tx) =>
      done(await performIn(office.app, tx, asResident(contactId), state.id, { act: 'withdraw-case' })),
    );
    await fetchMedia(office.app, key);
    expect(await office.whole((tx) => tx.media.loose(contactId))).toMatchObject([
      { mediaKey: key, hint: 'kk' },
    ]);
    expect(await papers()).toEqual([]);
  });
});

describe('a photo that came before its case', () => {
  const keyOf = async (fileId: string) =>
    (
      await office.admin.query(
        'select k.purpose from files f join data_keys k using (office_id, key_id) where file_id = $1',
        [fileId],
      )
    ).rows[0].purpose;
  const loose = async () => {
    at('kk', photo('kk'));
    const key = await arrive('kk', '');
    await fetchMedia(office.app, key);
    const [file] = await office.whole((tx) => tx.media.loose(contactId));
    return { key, file: file! };
  };
  const contact = () => office.whole(async (tx) => (await tx.contacts.get(contactId))!);

  it('is kept under the day’s key, then sealed anew under the case’s; the first copy is erased', async () => {
    const { key, file } = await loose();
    expect(await keyOf(file.original.fileId)).toBe('day');
    const who = await contact();
    await office.whole((tx) => adoptPapers(office.app, tx, who, state.id, [key]));
    const [paper] = await papers();
    expect(paper).toMatchObject({ id: key, original: { sha256: file.original.sha256 } });
    expect(await keyOf(paper!.original.fileId)).toBe('case');
    expect(await office.whole((tx) => tx.files.read(file.original.fileId))).toBeUndefined();
    expect((await office.whole((tx) => tx.files.read(paper!.pages[0]!.fileId)))?.bytes.toString()).toBe(
      'page of photo:kk',
    );
    expect(await office.whole((tx) => tx.media.loose(contactId))).toEqual([]);
  });
});

describe('a photo whose message is taken back', () => {
  const revoke = (name: string) =>
    office.whole(async (tx) => {
      const contact = (await tx.contacts.get(contactId))!;
      await withdrawRevoked(office.app, tx, contact, `w.${name}`);
    });

  it.each(['for an open case', 'before any case'] as const)(
    'before it is fetched (%s) is never kept, and no word is said of it',
    async (when) => {
      at('salah', photo('salah'));
      const files = office.files.files.size;
      const key = await arrive('salah', when === 'before any case' ? '' : state.id);
      await revoke('salah');
      await fetchMedia(office.app, key);
      await settleMedia(office.app, contactId);
      expect([await outcome(key), await papers(), office.files.files.size]).toEqual([undefined, [], files]);
      expect(await whereReadable(office, 'salah')).toEqual([]);
      expect(await office.whole((tx) => tx.inbox.thread(contactId, 10))).toEqual([]);
    },
  );

  it('after it was fetched, and before any case, is erased with its bytes', async () => {
    at('terlanjur', photo('terlanjur'));
    await fetchMedia(office.app, await arrive('terlanjur', ''));
    expect(await whereReadable(office, 'photo:terlanjur')).not.toEqual([]);
    await revoke('terlanjur');
    await eraseRemoved(office);
    expect(await office.whole((tx) => tx.media.loose(contactId))).toEqual([]);
    expect(await whereReadable(office, 'terlanjur')).toEqual([]);
  });

  it.each(['for an open case', 'before any case'] as const)(
    'while it is being fetched (%s) is not kept either',
    async (when) => {
      at('sedang', photo('sedang'));
      const key = await arrive('sedang', when === 'before any case' ? '' : state.id);
      const download = office.whatsapp.download;
      office.whatsapp.download = async (mediaId) => {
        await revoke('sedang');
        return download.call(office.whatsapp, mediaId);
      };
      await fetchMedia(office.app, key);
      office.whatsapp.download = download;
      expect(await papers()).toEqual([]);
      expect(await whereReadable(office, 'sedang')).toEqual([]);
    },
  );

  it('after it became a paper is withdrawn from its case', async () => {
    at('kk', photo('kk'));
    await fetchMedia(office.app, await arrive('kk'));
    await revoke('kk');
    expect(await papers()).toMatchObject([{ status: 'withdrawn' }]);
  });
});
