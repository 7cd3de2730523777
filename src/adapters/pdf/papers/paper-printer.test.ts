/** Own papers: they become PDFs with their words in them, and nothing a person types is taken as markup. */

import { readdirSync, readFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OwnPaper, PaperPrinter } from '../../../app/ports.ts';
import { fillF102 } from '../../../domain/forms/f102.ts';
import { fillF201A } from '../../../domain/forms/f201a.ts';
import { fillF203 } from '../../../domain/forms/f203.ts';
import type { TypstPaperPrinter } from './paper-printer.ts';
import { createPaperPrinter } from './paper-printer.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

let printer: TypstPaperPrinter;
let pdfium: PDFiumLibrary;

beforeAll(async () => {
  printer = createPaperPrinter();
  pdfium = await PDFiumLibrary.init();
});
afterAll(async () => {
  await printer.close();
  pdfium.destroy();
});

const office = {
  name: 'Dinas Kependudukan dan Pencatatan Sipil',
  regency: 'Kabupaten Balangan',
  address: 'Jalan Contoh 1, Paringin',
  phone: '0500-000000',
};

function receipt(changes: Partial<Extract<OwnPaper, { template: 'receipt' }>> = {}): OwnPaper {
  return {
    template: 'receipt',
    office,
    caseNumber: 'B-2611-00482',
    submittedAt: '23 November 2026 pukul 08.43',
    applicant: 'Jamila Contoh',
    service: 'Pencatatan kelahiran',
    documents: ['Akta kelahiran', 'Kartu Keluarga'],
    attachments: ['Surat keterangan lahir'],
    expectedOn: '2026-11-24',
    trackUrl: 'https://contoh.test/lacak',
    ...changes,
  };
}

const head = { office, caseNumber: 'B-2611-00482', ttd: { tempat: 'Paringin', tanggal: '2026-11-23' } };

/** Pages and text of a PDF; `letters` has no white space, because boxes hold one letter each. */
async function read(pdf: Uint8Array) {
  const document = await pdfium.loadDocument(pdf);
  const pages = [...document.pages()];
  const text = pages.map((page) => page.getText()).join('\n');
  const { originalWidth, originalHeight } = pages[0]!.getOriginalSize();
  document.destroy();
  return {
    pages: pages.length,
    text,
    letters: text.replaceAll(/\s+/g, ''),
    sizePt: [Math.round(originalWidth), Math.round(originalHeight)],
  };
}

describe('a receipt', () => {
  test('says the case number, what comes back, and where to look, on one A4 page', async () => {
    const { text, pages, sizePt } = await read(await printer.print(receipt()));
    expect(text).toContain('B-2611-00482');
    expect(text).toContain('Akta kelahiran');
    expect(text).toContain('https://contoh.test/lacak');
    expect(text).toContain('24 November 2026');
    expect(text).toContain('bukan dokumen kependudukan');
    expect({ pages, sizePt }).toEqual({ pages: 1, sizePt: [595, 842] });
  });
});

test('a checklist names each paper, its alternatives and its basis', async () => {
  const paper: OwnPaper = {
    template: 'checklist',
    office,
    service: 'Pencatatan kelahiran',
    forWhom: 'Bayi yang lahir di puskesmas',
    items: [
      { label: 'Surat lahir', help: 'Dari bidan', basis: 'Perpres 96/2018', alternatives: ['SPTJM F-2.03'] },
    ],
  };
  const { text } = await read(await printer.print(paper));
  expect(text).toContain('1. Surat lahir');
  expect(text).toContain('atau SPTJM F-2.03');
  expect(text).toContain('Perpres 96/2018');
});

describe('an official form', () => {
  const longName = 'Muhammad Rusdi Contoh Rahman Al Banjari Yang Bernama Panjang';
  const f201a = fillF201A({
    ...head,
    jenis: 'kelahiran',
    pelapor: { nama: longName, nik: '9901011208930001' },
    kelahiran: { nama: 'Nur Aisyah Contoh', tanggal: '2026-11-17', pukul: '04:25', jenisKelamin: '2' },
  });

  test('F-2.01A prints on two sheets of 8.5 × 14 inch with code, boxes, date and footer', async () => {
    const { letters, text, pages, sizePt } = await read(await printer.print(f201a));
    expect({ pages, sizePt }).toEqual({ pages: 2, sizePt: [612, 1008] });
    expect(letters).toContain('NURAISYAHCONTOH');
    expect(letters).toContain('SELASATgl17Bln11Thn2026');
    expect(text).toContain('F-2.01A@2026');
    expect(text).toContain('Berkas B-2611-00482');
  });

  test('a name longer than its boxes is printed whole', async () => {
    const { letters } = await read(await printer.print(f201a));
    expect(longName.length).toBe(60);
    expect(letters).toContain(longName.toUpperCase().replaceAll(' ', ''));
  });

  test.each([
    ['a4', [595, 842]],
    ['f4', [595, 935]],
  ] as const)('F-2.01A also fits two sheets of %s', async (paperSize, expected) => {
    const { pages, sizePt } = await read(await printer.print({ ...f201a, paperSize }));
    expect({ pages, sizePt }).toEqual({ pages: 2, sizePt: expected });
  });

  test('F-1.02 and F-2.03 take one sheet', async () => {
    const f102 = fillF102({
      ...head,
      nama: longName,
      permohonan: ['I.B.2', 'III.A'],
      lampiran: ['kkLama'],
    });
    const f203 = fillF203({ ...head, pernyataan: {}, anak: {}, ibu: {}, penolong: {} });
    expect((await read(await printer.print(f102))).pages).toBe(1);
    expect((await read(await printer.print(f203))).pages).toBe(1);
  });

  test('a plain form of the port, without our optional parts, prints too', async () => {
    const port: PaperPrinter = printer;
    const paper: OwnPaper = {
      template: 'form',
      office,
      formCode: 'F-9.99',
      formVersion: 'F-9.99@2026',
      title: 'Formulir Percobaan',
      caseNumber: 'B-1',
      sections: [
        {
          title: 'Data',
          fields: [
            { kind: 'line', label: 'Nama', value: 'Contoh' },
            { kind: 'date', label: 'Tanggal', value: 'tidak tahu' },
            { kind: 'time', label: 'Jam', value: 'pagi' },
            {
              kind: 'choices',
              label: 'Pilih',
              options: [{ code: '1', label: 'Satu' }],
              chosen: ['1', 'tidak ada'],
            },
          ],
        },
      ],
      signatures: { left: [], right: ['Pemohon', '', '( Contoh )'] },
      place: '',
      date: '',
    };
    const { text } = await read(await port.print(paper));
    expect(text).toContain('F-9.99');
    expect(text).toContain('tidak tahu');
  });
});

describe('text that people typed', () => {
  test.each([
    '#read("/etc/passwd")',
    '#panic("x") #eval("1+1")',
    '$ x^2 $ *tebal* _miring_ `kode` <label> @rujukan',
    '\\u{41} \\ \\\\ "kutip" \'satu\' ]}) /* komentar */ // baris',
    '= Judul',
  ])('%s is printed as it stands', async (typed) => {
    const { letters } = await read(await printer.print(receipt({ applicant: typed })));
    // PDFium writes typographic hyphens and quotes as they are; white space is left out on both sides.
    expect(letters).toContain(typed.replaceAll(/\s+/g, ''));
  });

  test('control characters, direction overrides, lone surrogates and emoji do no harm', async () => {
    const applicant = 'Ja\u0000mi\u202Ela\uD800 عمر 😀 中文';
    const { text } = await read(await printer.print(receipt({ applicant })));
    expect(text).toContain('Jamila');
    expect(text).not.toContain('\u0000');
    expect(text).not.toContain('\u202E');
  });

  test('very long words and many entries go on to further pages instead of being cut', async () => {
    const documents = Array.from({ length: 80 }, (_, index) => `Dokumen ke-${index + 1}`);
    const { text, pages } = await read(
      await printer.print(receipt({ documents, applicant: 'A'.repeat(300) })),
    );
    expect(text).toContain('Dokumen ke-80');
    expect(pages).toBeGreaterThan(1);
  });

  test('no template evaluates, imports a package, or reads a file', () => {
    const folder = new URL('./templates/', import.meta.url);
    for (const name of readdirSync(folder)) {
      const code = readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\/.*$/gm, '');
      expect(code, name).not.toMatch(/\beval\(|\bread\(|@preview|\bplugin\(/);
    }
  });
});

describe('the typesetting process', () => {
  test('ends when idle and starts again on demand', async () => {
    const own = createPaperPrinter({ workerIdleMs: 1 });
    expect(own.processId()).toBeUndefined();
    await own.print(receipt());
    await vi.waitFor(() => expect(own.processId()).toBeUndefined(), inTime);
    expect((await read(await own.print(receipt()))).pages).toBe(1);
    await own.close();
  });

  test('is replaced after its share of papers', async () => {
    const own = createPaperPrinter({ papersPerWorker: 1 });
    await own.print(receipt());
    const first = own.processId();
    await own.print(receipt());
    expect(own.processId()).not.toBe(first);
    await own.close();
  });

  test('is replaced when it is killed in the middle of a paper, and the paper still comes', async () => {
    const own = createPaperPrinter();
    await own.print(receipt());
    const paper = own.print(receipt({ caseNumber: 'B-3' }));
    process.kill(own.processId()!, 'SIGKILL');
    expect((await read(await paper)).text).toContain('B-3');
    await own.close();
  });

  test('a paper that takes too long is given up without naming any value', async () => {
    const own = createPaperPrinter({ timeoutMs: 1 });
    await expect(own.print(receipt())).rejects.toThrow('Paper "receipt": typesetting took too long.');
    await own.close();
  });

  test('a closed printer refuses', async () => {
    const own = createPaperPrinter();
    await own.close();
    await expect(own.print(receipt())).rejects.toThrow('closed');
  });

  test('an oversized paper is refused before it is typeset', async () => {
    await expect(printer.print(receipt({ documents: ['x'.repeat(500_000)] }))).rejects.toThrow('too large');
  });
});
