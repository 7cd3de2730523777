/** What people can do with a simulated handset, and how it arrives at the business. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, people, startBench, until } from './testing/business.fixture.ts';

const pixel = Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//CONTOH', 'latin1').toString('base64');

let bench: Bench;
let galleryDir: string;
beforeEach(async () => {
  galleryDir = await mkdtemp(join(tmpdir(), 'wa-gallery-'));
  bench = await startBench({ galleryDir });
});
afterEach(async () => {
  await bench.close();
  await rm(galleryDir, { recursive: true, force: true });
});

const send = (body: object, id = 'ibu') => bench.control(`handsets/${id}/send`, body);
const arrived = (type: string) => until(`a ${type}`, () => bench.messages().find((one) => one.type === type));
const ask = async (interactive: object) => {
  await send({ kind: 'text', body: 'Halo' });
  const path = `${bench.options.phoneNumberId}/messages`;
  const content = { messaging_product: 'whatsapp', to: people.ibu, type: 'interactive', interactive };
  const { json } = await bench.graph(path, content);
  const wamid: string = json.messages[0].id;
  await until('delivery', () =>
    bench.statuses().find(({ id, status }) => id === wamid && status === 'delivered'),
  );
  return wamid;
};

describe('choices', () => {
  it('of a button come back with id, title and the message they stood in', async () => {
    const wamid = await ask({
      type: 'button',
      body: { text: 'Setuju?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'setuju:1', title: 'Setuju' } }] },
    });
    await send({ kind: 'choice', wamid, choice: 'setuju:1' });
    expect(await arrived('interactive')).toMatchObject({
      interactive: { type: 'button_reply', button_reply: { id: 'setuju:1', title: 'Setuju' } },
      context: { from: '628009900000', id: wamid },
    });
  });

  it('of a list come back with their description; what does not stand there is refused', async () => {
    const row = { id: 'akta', title: 'Akta kelahiran', description: 'Bayi baru lahir' };
    const wamid = await ask({
      type: 'list',
      body: { text: 'Mau urus apa?' },
      action: { button: 'Pilih', sections: [{ title: 'Akta', rows: [row] }] },
    });
    expect((await send({ kind: 'choice', wamid, choice: 'kk' })).json.refusal).toBe('unknown-choice');
    await send({ kind: 'choice', wamid, choice: 'akta' });
    expect(await arrived('interactive')).toMatchObject({
      interactive: { type: 'list_reply', list_reply: row },
    });
  });

  it('of a contact request share the own number and say that it was asked for', async () => {
    const wamid = await ask({
      type: 'request_contact_info',
      body: { text: 'Boleh minta nomor Anda?' },
      action: { name: 'request_contact_info' },
    });
    await send({ kind: 'contact', quotedWamid: wamid });
    expect(await arrived('contacts')).toMatchObject({
      origin: 'contact_request',
      contacts: [{ phones: [{ phone: `+${people.ibu}`, wa_id: people.ibu }] }],
    });
  });
});

describe('files', () => {
  it('arrive as image with caption and address, and their id dies after seven virtual days', async () => {
    const file = { base64: pixel, mime: 'image/jpeg', caption: 'KK' };
    await send({ kind: 'media', file });
    const { image } = await arrived('image');
    expect(image).toMatchObject({
      caption: 'KK',
      mime_type: 'image/jpeg',
      id: expect.stringMatching(/^\d+$/),
    });
    const download = (url: string, token = 'sim-token') =>
      fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const answer = await download(image.url);
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(pixel);
    expect((await download(image.url, 'wrong')).status).toBe(401);

    await bench.control('clock', { offsetMs: 6 * 60_000 });
    expect((await download(image.url)).status).toBe(404);
    const fresh = (await bench.graph(image.id)).json;
    expect(Buffer.from(fresh.sha256, 'hex').toString('base64')).toBe(image.sha256);
    expect((await download(fresh.url)).status).toBe(200);

    await bench.control('clock', { offsetMs: 8 * 86_400_000 });
    expect((await bench.graph(image.id)).json.error.code).toBe(100);
  });

  it('of the gallery are listed with titles and sent as document with their name', async () => {
    await writeFile(join(galleryDir, 'kk-contoh.jpg'), Buffer.from(pixel, 'base64'));
    await writeFile(join(galleryDir, 'surat-lahir.png'), 'png');
    await writeFile(join(galleryDir, 'catatan.txt'), 'tidak ikut');
    const index = [{ file: 'surat-lahir.png', title: 'Surat keterangan lahir', group: 'Bayi' }];
    await writeFile(join(galleryDir, 'gallery.json'), JSON.stringify(index));
    expect((await bench.control('gallery')).json).toEqual([
      { file: 'surat-lahir.png', title: 'Surat keterangan lahir', group: 'Bayi', mime: 'image/png' },
      { file: 'kk-contoh.jpg', title: 'Kk contoh', group: '', mime: 'image/jpeg' },
    ]);
    await send({ kind: 'media', file: { gallery: 'kk-contoh.jpg', as: 'document' } });
    expect((await arrived('document')).document).toMatchObject({
      filename: 'kk-contoh.jpg',
      mime_type: 'image/jpeg',
    });
    expect((await send({ kind: 'media', file: { gallery: '../gallery.json' } })).json.refusal).toBe(
      'bad-file',
    );
    expect((await bench.control('gallery/..%2Fgallery.json')).status).toBe(404);
  });

  it('of an album are separate messages that leave apart and out of order', async () => {
    const files = Array.from({ length: 5 }, (_, at) => ({
      base64: pixel,
      mime: 'image/jpeg',
      caption: `${at}`,
    }));
    const { json } = await bench.control('handsets/ibu/album', { files });
    expect(json.map(({ payload }: { payload: { caption: string } }) => payload.caption)).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
    await until('all five', () => (bench.messages().length === 5 ? true : undefined));
    const order = bench.messages().map(({ image }) => image.caption);
    expect([...order].sort()).toEqual(['0', '1', '2', '3', '4']);
    expect(order).not.toEqual(['0', '1', '2', '3', '4']);
    expect(bench.receiver.arrived).toHaveLength(5);
  });

  it('that a browser must not run as a page are downloads', async () => {
    const page = Buffer.from('<script>alert(1)</script>').toString('base64');
    const { json } = await send({ kind: 'media', file: { base64: page, mime: 'text/html', as: 'document' } });
    const answer = await fetch(`${bench.simulator.url}/_sim/media/${json.payload.id}`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  });
});

describe('second thoughts', () => {
  it('edit a text within a quarter of an hour, not later', async () => {
    const { json } = await send({ kind: 'text', body: 'Satru' });
    await bench.control('handsets/ibu/edit', { wamid: json.wamid, body: 'Satu' });
    expect(await arrived('edit')).toMatchObject({
      edit: { original_message_id: json.wamid, message: { type: 'text', text: { body: 'Satu' } } },
    });
    await bench.control('clock', { offsetMs: 16 * 60_000 });
    const late = await bench.control('handsets/ibu/edit', { wamid: json.wamid, body: 'Dua' });
    expect(late.json.refusal).toBe('too-late');
  });

  it('delete a message for everyone', async () => {
    const { json } = await send({ kind: 'text', body: 'Salah kirim' });
    await bench.control('handsets/ibu/revoke', { wamid: json.wamid });
    expect(await arrived('revoke')).toMatchObject({ revoke: { original_message_id: json.wamid } });
    const [own] = (await bench.control('handsets/ibu/messages')).json;
    expect(own).toMatchObject({ payload: {}, revokedAt: expect.any(Number) });
    const again = await bench.control('handsets/ibu/revoke', { wamid: json.wamid });
    expect(again.json.refusal).toBe('not-own-message');
  });

  it('react, and take the reaction back without an emoji', async () => {
    const { json } = await send({ kind: 'text', body: 'Halo' });
    await bench.control('handsets/ibu/react', { wamid: json.wamid, emoji: '👍' });
    expect(await arrived('reaction')).toMatchObject({ reaction: { message_id: json.wamid, emoji: '👍' } });
    await bench.control('handsets/ibu/react', { wamid: json.wamid, emoji: '' });
    const back = await until('the empty reaction', () =>
      bench.messages().find(({ reaction }) => reaction && !('emoji' in reaction)),
    );
    expect(back.reaction).toEqual({ message_id: json.wamid });
  });
});

describe('unusual messages', () => {
  it('arrive as unsupported with error 131051, or exactly as a test made them up', async () => {
    await send({ kind: 'unsupported', type: 'poll_creation' });
    expect(await arrived('unsupported')).toMatchObject({
      errors: [{ code: 131051 }],
      unsupported: { type: 'poll_creation' },
    });
    await send({ kind: 'raw', message: { type: 'order', order: { product_items: 'broken' } } });
    expect(await arrived('order')).toMatchObject({ from: people.ibu, order: { product_items: 'broken' } });
  });

  it('speak: a silent voice note arrives as Opus in Ogg', async () => {
    await send({ kind: 'voice', seconds: 2 });
    const { audio } = await arrived('audio');
    expect(audio).toMatchObject({ voice: true, mime_type: 'audio/ogg; codecs=opus' });
    const headers = { authorization: 'Bearer sim-token' };
    const bytes = Buffer.from(await (await fetch(audio.url, { headers })).arrayBuffer());
    expect(bytes.subarray(0, 4).toString()).toBe('OggS');
    expect(bytes.subarray(28, 36).toString()).toBe('OpusHead');
  });

  it('share a place', async () => {
    await send({ kind: 'location', latitude: -2.33, longitude: 115.46, name: 'Paringin' });
    expect(await arrived('location')).toMatchObject({
      location: { latitude: -2.33, longitude: 115.46, name: 'Paringin' },
    });
  });
});

describe('a phone page', () => {
  it('is told live about messages and typing, and its looking counts as reading', async () => {
    await send({ kind: 'text', body: 'Halo' });
    const greeting = await until('the greeting', () => bench.messages()[0]);
    const stop = new AbortController();
    const page = await fetch(`${bench.simulator.url}/_sim/handsets/ibu/stream?viewing=1`, {
      headers: { origin: 'http://localhost:5173' },
      signal: stop.signal,
    });
    expect(page.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    let news = '';
    const reading = (async () => {
      for await (const chunk of page.body!.pipeThrough(new TextDecoderStream())) news += chunk;
    })().catch(() => {});
    await bench.graph(`${bench.options.phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: greeting.id,
      typing_indicator: { type: 'text' },
    });
    await bench.say(people.ibu, 'Selamat datang');
    await until('read', () => bench.statuses().find(({ status }) => status === 'read'));
    await until('news', () =>
      /event: typing[\s\S]*event: message[\s\S]*Selamat datang/.test(news) ? true : undefined,
    );
    stop.abort();
    await reading;
  });

  it('of a foreign site may not read answers', async () => {
    const answer = await fetch(`${bench.simulator.url}/_sim/handsets`, {
      headers: { origin: 'https://example.org' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('offers ready-made replies that a demo gives to a handset', async () => {
    const suggestions = [{ text: '482913', label: 'PIN 482913', when: 'Ketik PIN' }];
    const { json } = await bench.control('handsets/ibu', { suggestions }, 'PATCH');
    expect(json.suggestions).toEqual(suggestions);
    await bench.restart({ galleryDir });
    expect((await bench.control('handsets/ibu')).json.suggestions).toEqual(suggestions);
  });

  it('can make a further handset, but not one with a number that is taken', async () => {
    const made = await bench.control('handsets', { name: 'Kakek Contoh', phone: '628009900021' });
    expect(made).toMatchObject({ status: 201, json: { id: 'ponsel-0021', switches: { receipts: true } } });
    const taken = await bench.control('handsets', { name: 'Orang Lain', phone: '628009900021', id: 'lain' });
    expect(taken).toMatchObject({ status: 409, json: { refusal: 'phone-taken' } });
  });
});
