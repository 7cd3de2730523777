/** Tells what becomes of photos that come by WhatsApp: waiting, taken or refused, loose until a case is opened. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';

let office: TestApp;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
  const contact = await office.whole((tx) =>
    tx.contacts.findOrMake('111', { bsuid: 'ID.1' }, office.clock.now()),
  );
  contactId = contact.contactId;
});
beforeEach(() => office.admin.query('delete from inbound_media'));
afterAll(() => office.close());

const arrive = (hint: string, wamid = `wamid.${hint}`) =>
  office.whole(async (tx) => {
    const mediaKey = office.app.newId();
    const arrivedAt = office.clock.now().toISOString();
    await tx.media.add({ mediaKey, contactId, wamid, mediaId: `meta-${hint}`, hint, arrivedAt });
    return mediaKey;
  });
const untold = async () =>
  (await office.whole((tx) => tx.media.untold(contactId))).map(({ hint, state, problem }) => [
    hint,
    state,
    problem,
  ]);

describe('a file from a resident', () => {
  it('waits until it is fetched, and is spoken about once', async () => {
    const [kk, ktp] = [await arrive('kk'), await arrive('ktp')];
    expect(await untold()).toEqual([
      ['kk', 'waiting', undefined],
      ['ktp', 'waiting', undefined],
    ]);
    await office.whole(async (tx) => {
      await tx.media.setOutcome(kk, { state: 'taken', attachmentId: kk });
      await tx.media.setOutcome(ktp, { state: 'refused', problem: 'upload-encrypted' });
    });
    expect(await untold()).toEqual([
      ['kk', 'taken', undefined],
      ['ktp', 'refused', 'upload-encrypted'],
    ]);
    await office.whole((tx) => tx.media.markTold([kk, ktp]));
    expect(await untold()).toEqual([]);
  });

  it('counts how often it was tried to fetch it', async () => {
    const key = await arrive('kk');
    await office.whole((tx) => tx.media.noteTry(key));
    await office.whole((tx) => tx.media.noteTry(key));
    expect(await office.whole((tx) => tx.media.get(key))).toMatchObject({ tries: 2, mediaId: 'meta-kk' });
  });

  it('shows neither its caption nor its id at Meta in the database', async () => {
    await arrive('KTP Rara', 'wamid.1');
    const { rows } = await office.admin.query('select 1 from inbound_media m where m::text ~ $1', [
      `Rara|${Buffer.from('Rara').toString('hex')}|meta-|${Buffer.from('meta-').toString('hex')}`,
    ]);
    expect(rows).toEqual([]);
  });

  it('that nobody knows is not there', async () => {
    expect(await office.whole((tx) => tx.media.get(office.app.newId()))).toBeUndefined();
  });
});

describe('a file that belongs to no case yet', () => {
  const stored = { fileId: 'f1', sha256: 'a', bytes: 1 };
  const pages = [{ ...stored, fileId: 'f2', widthPx: 9, heightPx: 12 }];

  it('is kept loose until a case takes it, then forgotten', async () => {
    const mediaKey = await arrive('kk');
    await office.whole((tx) => tx.media.keepLoose(mediaKey, { original: stored, pages }));
    const [loose] = await office.whole((tx) => tx.media.loose(contactId));
    expect(loose).toMatchObject({ mediaKey, hint: 'kk', wamid: 'wamid.kk', original: stored, pages });
    expect(await untold()).toEqual([['kk', 'taken', undefined]]);
    await office.whole((tx) => tx.media.forgetLoose(mediaKey, office.app.newId()));
    expect(await office.whole((tx) => tx.media.loose(contactId))).toEqual([]);
  });

  it('stays loose after it was spoken about', async () => {
    const mediaKey = await arrive('kk');
    await office.whole((tx) => tx.media.keepLoose(mediaKey, { original: stored, pages }));
    await office.whole((tx) => tx.media.markTold([mediaKey]));
    expect(await office.whole((tx) => tx.media.loose(contactId))).toHaveLength(1);
  });

  it('is nobody else’s', async () => {
    const mediaKey = await arrive('kk');
    await office.whole((tx) => tx.media.keepLoose(mediaKey, { original: stored, pages }));
    const other = await office.whole((tx) =>
      tx.contacts.findOrMake('111', { bsuid: 'ID.2' }, office.clock.now()),
    );
    expect(await office.whole((tx) => tx.media.loose(other.contactId))).toEqual([]);
  });
});
