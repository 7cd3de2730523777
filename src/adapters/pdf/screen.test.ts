import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import { describe, expect, it } from 'vitest';
import { pdfWithObjectStream, plainPdf } from './by-hand.fixture.ts';
import { screenPdf } from './screen.ts';

const onePage = (): PDF => {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('CONTOH surat keterangan', { x: 60, y: 700, size: 14 });
  return pdf;
};

const script = () => PdfDict.of({ S: PdfName.of('JavaScript'), JS: PdfString.fromString('app.alert(1)') });

describe('screening a PDF', () => {
  it('given an ordinary paper, finds nothing', async () => {
    expect(await screenPdf(await onePage().save())).toBeUndefined();
  });

  it('given a paper that opens at a page and links to a website, finds nothing', async () => {
    const pdf = onePage();
    const page = pdf.getPages()[0]!;
    pdf.getCatalog().set('OpenAction', PdfArray.of(page.ref, PdfName.of('Fit')));
    page.addLinkAnnotation({ rect: { x: 50, y: 50, width: 90, height: 20 }, uri: 'https://example.go.id/' });
    expect(await screenPdf(await pdf.save())).toBeUndefined();
  });

  it('given a font that happens to be named like a forbidden entry, finds nothing', async () => {
    const pdf = onePage();
    const font = PdfDict.of({
      Type: PdfName.of('Font'),
      Subtype: PdfName.of('Type1'),
      BaseFont: PdfName.of('Courier'),
    });
    pdf.context.register(PdfDict.of({ AA: font, JS: font, EF: font }));
    expect(await screenPdf(await pdf.save())).toBeUndefined();
  });

  it.each<[string, (pdf: PDF) => void]>([
    ['a script that runs when the file opens', (pdf) => pdf.getCatalog().set('OpenAction', script())],
    [
      'a website that opens by itself',
      (pdf) =>
        pdf
          .getCatalog()
          .set('OpenAction', PdfDict.of({ S: PdfName.of('URI'), URI: PdfString.fromString('https://x') })),
    ],
    [
      'a program that is started from a link',
      (pdf) => {
        const action = PdfDict.of({ S: PdfName.of('Launch'), F: PdfString.fromString('cmd.exe') });
        const link = PdfDict.of({ Type: PdfName.of('Annot'), Subtype: PdfName.of('Link'), A: action });
        pdf.getPages()[0]!.dict.set('Annots', PdfArray.of(pdf.context.register(link)));
      },
    ],
    [
      'an action when a page is shown',
      (pdf) =>
        pdf.getPages()[0]!.dict.set(
          'AA',
          PdfDict.of({
            O: PdfDict.of({ S: PdfName.of('URI'), URI: PdfString.fromString('https://x') }),
          }),
        ),
    ],
    ['a second form in XFA', (pdf) => pdf.getCatalog().set('AcroForm', PdfDict.of({ XFA: PdfArray.of() }))],
    ['an embedded file', (pdf) => pdf.addAttachment('a.exe', new Uint8Array([77, 90]))],
  ])('given %s, says active-content', async (_, arm) => {
    const pdf = onePage();
    arm(pdf);
    expect(await screenPdf(await pdf.save())).toBe('active-content');
  });

  it.each([
    ['a program to start', '<</S/Launch/F(cmd.exe)>>'],
    ['content that is fetched from another file', '<</F(/etc/passwd)/Length 0>>stream\n\nendstream'],
    ['a short script', '<</JS(app.alert\\(1\\))>>'],
    ['a film', '<</Type/Annot/Subtype/Movie>>'],
  ])('given %s that no page refers to, says active-content', async (_, object) => {
    expect(await screenPdf(plainPdf())).toBeUndefined();
    expect(await screenPdf(plainPdf(object))).toBe('active-content');
  });

  it('given a script hidden in a compressed object stream, says active-content', async () => {
    const bytes = pdfWithObjectStream('<</S/JavaScript/JS(app.alert\\(1\\))>>');
    expect(bytes.toString('latin1')).not.toContain('JavaScript');
    expect(await screenPdf(bytes)).toBe('active-content');
    expect(await screenPdf(pdfWithObjectStream('<</Type/Metadata>>'))).toBeUndefined();
  });

  it('given a script whose name is written with escapes, says active-content', async () => {
    const pdf = onePage();
    pdf.getCatalog().set('OpenAction', script());
    const text = Buffer.from(await pdf.save())
      .toString('latin1')
      .replace('/JavaScript', '/J#61v#61Script');
    expect(await screenPdf(Buffer.from(text, 'latin1'))).toBe('active-content');
  });

  it('given a locked PDF, also one that opens without a password, says encrypted', async () => {
    const pdf = onePage();
    pdf.setProtection({ userPassword: '', ownerPassword: 'rahasia' });
    expect(await screenPdf(await pdf.save())).toBe('encrypted');
    const locked = onePage();
    locked.setProtection({ userPassword: 'buka', ownerPassword: 'rahasia' });
    expect(await screenPdf(await locked.save())).toBe('encrypted');
  });

  it('given nothing, something else, or a torso, says so', async () => {
    expect(await screenPdf(new Uint8Array())).toBe('empty');
    expect(await screenPdf(Buffer.from('GIF89a'))).toBe('wrong-kind');
    expect(await screenPdf(Buffer.from('%PDF-1.7\nkosong'))).toBe('unreadable');
  });

  it('given pages that contain themselves, comes to an end', async () => {
    const text = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1>> endobj
trailer <</Root 1 0 R/Size 3>>`;
    expect(await screenPdf(Buffer.from(text))).toBe('unreadable');
  });

  it('given arrays nested ten thousand deep, says unreadable', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const pdf = onePage();
    const text = Buffer.from(await pdf.save()).toString('latin1');
    const bomb = text.replace('%%EOF', `99 0 obj ${deep} endobj\n%%EOF`);
    expect(await screenPdf(Buffer.from(bomb, 'latin1'))).not.toBe('active-content');
    pdf.getCatalog().set('Far', nested(200));
    expect(await screenPdf(await pdf.save())).toBe('unreadable');
  });
});

function nested(levels: number): PdfArray {
  let inner = PdfArray.of(PdfNumber.of(1));
  for (let i = 0; i < levels; i++) inner = PdfArray.of(inner);
  return inner;
}
