/** The simulated SIAK from outside: a birth is keyed in, numbers and SPESIMEN papers come back. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, shortDate } from '../papers/dates.ts';
import { demoFamilies } from '../papers/families.ts';
import type { EntryView } from './documents.ts';
import type { SiakSimulatorOptions } from './options.ts';
import type { SiakSimulator } from './start-siak-simulator.ts';
import { startSiakSimulator } from './start-siak-simulator.ts';

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const [family] = demoFamilies(TODAY);

let stateDir: string;
let siak: SiakSimulator;
let pdfium: PDFiumLibrary;

beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
});
afterAll(() => pdfium.destroy());
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'siak-'));
  siak = await start();
});
afterEach(async () => {
  await siak.close();
  rmSync(stateDir, { recursive: true });
});

function start(more: Partial<SiakSimulatorOptions> = {}) {
  const office = { regencyName: 'Balangan', regencyCode: '63.11', capitalName: 'Paringin' };
  return startSiakSimulator({ host: '127.0.0.1', port: 0, stateDir, office, ...more });
}

function birth(more: Record<string, string> = {}): Record<string, string> {
  return {
    namaAnak: family.birth.nama,
    jenisKelamin: '2',
    tempatLahir: 'Balangan',
    tanggalLahir: addDays(TODAY, -5),
    pukul: '04:25',
    kelahiranKe: '2',
    noKk: family.noKk,
    namaKepalaKeluarga: family.ayah.nama,
    nikIbu: family.ibu.nik,
    namaIbu: family.ibu.nama,
    nikAyah: family.ayah.nik,
    namaAyah: family.ayah.nama,
    nomorBuktiNikah: '0117/017/VI/2019',
    ...more,
  };
}

async function call(path: string, body?: object, method = body ? 'POST' : 'GET') {
  const response = await fetch(siak.url + path, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function enter(fields = birth(), documents?: string[]): Promise<EntryView> {
  const { status, body } = await call('/api/entries', { kind: 'kelahiran', fields, documents });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function pdfOf(path: string | undefined) {
  const response = await fetch(siak.url + path);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { bytes, type: response.headers.get('content-type') };
}

async function textOf(path: string | undefined): Promise<{ text: string; pages: number }> {
  const document = await pdfium.loadDocument((await pdfOf(path)).bytes);
  const pages = [...document.pages()].map((page) => page.getText());
  document.destroy();
  return { text: pages.join('\n').replaceAll(/\s+/g, ' '), pages: pages.length };
}

function documentOf(entry: EntryView, type: string) {
  return entry.documents.find((document) => document.type === type)!;
}

describe('a birth', () => {
  test('gives a NIK, an akta number and the known KK, all in region 99', async () => {
    const entry = await enter();
    const [, month = '', day = ''] = addDays(TODAY, -5).split('-');
    const year = addDays(TODAY, -5).slice(2, 4);
    expect(entry.childNik).toBe(`990102${Number(day) + 40}${month}${year}0001`);
    expect(entry.noKk).toBe(family.noKk);
    expect(documentOf(entry, 'akta-kelahiran').number).toBe(
      `9901-LU-${shortDate(TODAY).replaceAll('-', '')}-0001`,
    );
    expect(documentOf(entry, 'kia')).toEqual({ type: 'kia', number: entry.childNik });
  });

  test('gives an akta that is plainly a specimen and names child, parents and number', async () => {
    const entry = await enter();
    const { text, pages } = await textOf(documentOf(entry, 'akta-kelahiran').url);
    expect(pages).toBe(1);
    for (const words of [
      'SPESIMEN',
      'BUKAN DOKUMEN RESMI',
      'KUTIPAN AKTA KELAHIRAN',
      family.birth.nama.toUpperCase(),
      family.ayah.nama.toUpperCase(),
      family.ibu.nik,
      entry.childNik,
      documentOf(entry, 'akta-kelahiran').number,
      '[tte]',
      'anak ke DUA, perempuan, dari ayah',
    ])
      expect(text).toContain(words);
  });

  test('gives a KK that lists everyone in the household, the newborn last', async () => {
    const entry = await enter();
    const { text, pages } = await textOf(documentOf(entry, 'kk').url);
    expect(pages).toBe(1);
    const places = [family.ayah.nik, family.ibu.nik, family.children[0]!.nik, entry.childNik].map((nik) =>
      text.indexOf(nik),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain(`No. ${family.noKk}`);
  });

  test('reported after 60 days is recorded as late', async () => {
    const inTime = await enter(birth({ tanggalLahir: addDays(TODAY, -60) }));
    const late = await enter(birth({ namaAnak: 'Anak Contoh Terlambat', tanggalLahir: addDays(TODAY, -61) }));
    expect(documentOf(inTime, 'akta-kelahiran').number).toMatch(/^9901-LU-/);
    expect(documentOf(late, 'akta-kelahiran').number).toMatch(/^9901-LT-/);
  });

  test('without marriage papers or without a father, the akta says so', async () => {
    const unregistered = await enter(birth({ nomorBuktiNikah: '' }));
    expect((await textOf(documentOf(unregistered, 'akta-kelahiran').url)).text).toContain(
      'perkawinannya belum tercatat',
    );
    const motherOnly = await enter(birth({ namaAnak: 'Anak Contoh Ibu', namaAyah: '', nikAyah: '' }));
    expect((await textOf(documentOf(motherOnly, 'akta-kelahiran').url)).text).toContain('dari seorang ibu');
  });

  test('of a household that is not known founds one, with a new KK number when none was keyed in', async () => {
    const entry = await enter(birth({ noKk: '' }), ['kk']);
    expect(entry.noKk).toMatch(/^9901\d{12}$/);
    expect(entry.documents).toHaveLength(1);
    expect((await textOf(documentOf(entry, 'kk').url)).text).toContain(family.ibu.nik);
  });

  test('entered twice warns, and the card shows the child once', async () => {
    await enter();
    const again = await enter();
    expect(again.warnings.join()).toContain('sudah ada di KK');
    const { text } = await textOf(documentOf(again, 'kk').url);
    expect(text.split(family.birth.nama.toUpperCase())).toHaveLength(2);
  });

  test('with missing, impossible or foreign input is refused with sentences', async () => {
    const { status, body } = await call('/api/entries', {
      kind: 'kelahiran',
      fields: birth({ namaIbu: '', tanggalLahir: addDays(TODAY, 2) }),
    });
    expect(status).toBe(422);
    expect(body.message).toBe('Nama lengkap ibu belum diisi. Tanggal lahir anak belum terjadi.');
    expect((await call('/api/entries', { kind: 'kematian', fields: {} })).status).toBe(422);
    expect((await call('/api/entries', { kind: 'kelahiran', fields: ['x'] })).status).toBe(422);
    expect((await call('/api/entries')).body.entries).toEqual([]);
  });

  test('hostile names are printed as they stand', async () => {
    const entry = await enter(birth({ namaAnak: '#read("x") $ * \\ <i>Contoh</i>' }), ['akta-kelahiran']);
    expect((await textOf(entry.documents[0]!.url)).text).toContain('#READ("X") $ * \\ <I>CONTOH</I>');
  });
});

test('state outlives a restart: entries stay and numbers go on', async () => {
  const first = await enter();
  const bytes = (await pdfOf(documentOf(first, 'kk').url)).bytes;
  await siak.close();
  siak = await start();
  const second = await enter(birth({ namaAnak: 'Adik Contoh Kembar' }));
  expect(second.childNik).toBe(`${first.childNik.slice(0, 12)}0002`);
  expect((await pdfOf(documentOf(first, 'kk').url)).bytes).toEqual(bytes);
});

test('signing in SIAK gives signed PDFs beside the drafts, and needs a signer', async () => {
  const entry = await enter();
  expect((await call(`/api/entries/${entry.entryId}/sign`, {})).status).toBe(409);
  await siak.close();
  siak = await start({
    signer: { sign: async (pdf) => new Uint8Array([...pdf, ...new TextEncoder().encode('signed')]) },
  });
  const { body } = await call(`/api/entries/${entry.entryId}/sign`, {});
  const { url, signedUrl } = documentOf(body, 'akta-kelahiran');
  const [draft, signed] = [await pdfOf(url), await pdfOf(signedUrl)];
  expect(signed.type).toBe('application/pdf');
  expect(signed.bytes.length).toBe(draft.bytes.length + 6);
});

test('a KIA is a card: no PDF, printed once, on a blank that was not used before', async () => {
  const [one, two] = [await enter(), await enter(birth({ namaAnak: 'Kakak Contoh' }))];
  const fifthBirthday = `${Number(addDays(TODAY, -5).slice(0, 4)) + 5}${addDays(TODAY, -5).slice(4)}`;
  expect((await call(`/api/entries/${one.entryId}/kia`)).body).toMatchObject({
    nik: one.childNik,
    berlakuSampai: fifthBirthday,
  });
  expect((await call(`/api/entries/${one.entryId}/documents/kia.pdf`)).status).toBe(404);
  const print = (entry: EntryView, blankSerial: string) =>
    call(`/api/entries/${entry.entryId}/kia/print`, { blankSerial });
  expect((await print(one, 'A-1')).body.documents[2].printed).toMatchObject({ blankSerial: 'A-1' });
  expect((await print(one, 'A-2')).body.error).toBe('already-printed');
  expect((await print(two, 'A-1')).body.error).toBe('blank-used');
});

test('e-KTP statuses can be asked and set; unknown strings are kept as they are', async () => {
  expect((await call(`/api/ektp/${family.ibu.nik}`)).body.status).toBe('CARD_ISSUED');
  expect((await call(`/api/ektp/${family.children[0]!.nik}`)).body.status).toBe('UNREGISTERED');
  await call(`/_sim/ektp/${family.ibu.nik}`, { status: 'SOMETHING_NEW' }, 'PUT');
  expect((await call(`/api/ektp/${family.ibu.nik}`)).body.status).toBe('SOMETHING_NEW');
  expect((await call('/api/ektp/9901010101019999')).status).toBe(404);
});

describe('faults', () => {
  test('the wrong child: another name and NIK, once, then the right one again', async () => {
    const entry = await enter();
    await call('/_sim/rules', { kind: 'wrong-child', document: 'akta-kelahiran', times: 1 });
    const { url } = documentOf(entry, 'akta-kelahiran');
    expect((await textOf(url)).text).not.toContain(entry.childNik);
    expect((await textOf(url)).text).toContain(entry.childNik);
  });

  test('a truncated PDF', async () => {
    const { url } = documentOf(await enter(), 'kk');
    const whole = (await pdfOf(url)).bytes;
    await call('/_sim/rules', { kind: 'truncated', times: 1 });
    expect((await pdfOf(url)).bytes.length).toBe(Math.floor(whole.length * 0.6));
  });

  test('slow and down, until the rules are cleared; control paths always answer', async () => {
    await call('/_sim/rules', { kind: 'slow', delayMs: 120, times: 1 });
    const began = performance.now();
    await call('/api/entries');
    expect(performance.now() - began).toBeGreaterThan(110);
    await call('/_sim/rules', { kind: 'down' });
    expect((await call('/api/entries')).status).toBe(503);
    expect((await call('/_sim/rules')).body.rules).toHaveLength(1);
    await call('/_sim/rules', undefined, 'DELETE');
    expect((await call('/api/entries')).status).toBe(200);
  });

  test('a rule that makes no sense is refused', async () => {
    expect((await call('/_sim/rules', { kind: 'explode' })).status).toBe(422);
    expect((await call('/_sim/rules', { kind: 'slow', delayMs: -1 })).status).toBe(422);
  });
});

test('the clock can be moved: documents are dated by it, and it is kept', async () => {
  await call('/_sim/clock', { offsetMs: 90 * 86_400_000 });
  await siak.close();
  siak = await start();
  const entry = await enter();
  expect(documentOf(entry, 'akta-kelahiran').number).toMatch(
    new RegExp(`^9901-LT-${shortDate(addDays(TODAY, 90)).replaceAll('-', '')}-0001$`),
  );
});

describe('the screen', () => {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(siak.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test('fills the form from pasted lines, without trusting them', async () => {
    const page = await (await post('/tempel', { baris: 'Nama anak\tAisyah "<b>\nWarna\tbiru' })).text();
    expect(page).toContain('value="Aisyah &quot;&lt;b&gt;"');
    expect(page).toContain('Baris yang tidak dikenal');
    expect(page).toContain('SIAK (SIMULASI)');
  });

  test('saves and leads to the entry; shows what is wrong otherwise', async () => {
    const saved = await post('/entri', birth());
    expect(saved.status).toBe(303);
    const page = await (await fetch(siak.url + saved.headers.get('location'))).text();
    expect(page).toContain('Draf PDF');
    const refused = await post('/entri', birth({ nikIbu: '12' }));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('NIK ibu harus 16 angka.');
  });
});

test('it listens on loopback only', async () => {
  await expect(start({ host: '0.0.0.0' })).rejects.toThrow('loopback');
});
