import { degrees, PDF, PdfDict, PdfName, PdfString } from '@libpdf/core';
import { afterAll, describe, expect, it } from 'vitest';
import { createPdfChild } from '../create-pdf-child.ts';
import { createPdfReader } from './pdf-reader.ts';

const child = createPdfChild({ jobMs: 4000 });
const reader = createPdfReader(child, { maxPages: 5, maxBytes: 200_000 });
afterAll(() => child.close());

async function paper(draw: (pdf: PDF) => void): Promise<Uint8Array> {
  const pdf = PDF.create();
  draw(pdf);
  return pdf.save();
}

describe('reading a PDF', () => {
  it('given labels and values drawn in any order, reads line by line', async () => {
    const bytes = await paper((pdf) => {
      const page = pdf.addPage({ size: 'a4' });
      page.drawText('Nama', { x: 60, y: 700, size: 11 });
      page.drawText('Tempat lahir', { x: 60, y: 680, size: 11 });
      page.drawText(': PARINGIN', { x: 180, y: 680.4, size: 11 });
      page.drawText(': SITI  NURHALIZA', { x: 180, y: 700, size: 11 });
      page.drawText('SPESIMEN', { x: 240, y: 780, size: 20 });
    });
    expect(await reader.read(bytes)).toEqual({
      ok: true,
      pages: 1,
      text: 'SPESIMEN\nNama : SITI NURHALIZA\nTempat lahir : PARINGIN',
    });
  });

  it('given several pages, reads them in order; a page without text is empty', async () => {
    const bytes = await paper((pdf) => {
      for (const text of ['satu', '', 'tiga']) {
        const page = pdf.addPage({ size: 'a4' });
        if (text) page.drawText(text, { x: 60, y: 700, size: 11 });
      }
    });
    expect(await reader.read(bytes)).toEqual({ ok: true, pages: 3, text: 'satu\n\n\n\ntiga' });
  });

  it('given a turned page, reads its lines as they are shown', async () => {
    const turned = degrees(90);
    const bytes = await paper((pdf) => {
      const page = pdf.addPage({ width: 300, height: 400, rotate: 90 });
      page.drawText('kedua', { x: 150, y: 20, size: 11, rotate: turned });
      page.drawText('kanan', { x: 100, y: 220, size: 11, rotate: turned });
      page.drawText('pertama', { x: 100, y: 20, size: 11, rotate: turned });
    });
    expect(await reader.read(bytes)).toMatchObject({ ok: true, text: 'pertama kanan\nkedua' });
  });

  it('refuses what it must not or cannot read, each with its reason', async () => {
    const tooLong = await paper((pdf) => {
      for (let page = 0; page < 6; page++) pdf.addPage({ size: 'a4' });
    });
    const active = await paper((pdf) => {
      pdf.addPage({ size: 'a4' });
      const script = PdfDict.of({ S: PdfName.of('JavaScript'), JS: PdfString.fromString('1') });
      pdf.getCatalog().set('OpenAction', script);
    });
    const locked = await paper((pdf) => {
      pdf.addPage({ size: 'a4' });
      pdf.setProtection({ userPassword: 'buka', ownerPassword: 'x' });
    });
    const problems = [];
    for (const bytes of [
      new Uint8Array(),
      Buffer.alloc(200_001),
      Buffer.from('hanya teks'),
      Buffer.from('%PDF-1.7 rusak'),
      tooLong,
      active,
      locked,
    ]) {
      problems.push(await reader.read(bytes));
    }
    expect(problems.map((one) => (one.ok ? 'read' : one.problem))).toEqual([
      'empty',
      'too-large',
      'wrong-kind',
      'unreadable',
      'too-many-pages',
      'active-content',
      'encrypted',
    ]);
  });

  it('given a file that keeps a parser busy forever, gives up and reads the next one', async () => {
    const good = await paper((pdf) =>
      pdf.addPage({ size: 'a4' }).drawText('baik', { x: 60, y: 700, size: 11 }),
    );
    const endless = Buffer.from(good).toString('latin1').replace('/Creator', '/Creato}');
    const outcome = await reader.read(Buffer.from(endless, 'latin1'));
    expect(outcome.ok).toBe(false);
    expect(await reader.read(good)).toMatchObject({ ok: true, text: 'baik' });
  });
});
