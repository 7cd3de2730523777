import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, rgb } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfChild } from '../create-pdf-child.ts';
import { createSignedPdfChecker } from './signed-pdf-checker.ts';
import { type Identity, issue, issueAuthority, sign, specimen } from './signing.fixture.ts';

const NUMBER = '9901-LU-02112026-0001';
const child = createPdfChild();
let root: Identity;
let signer: Identity;
let sent: Uint8Array;

beforeAll(async () => {
  root = await issueAuthority();
  signer = await issue({ name: 'RAHMAWATI', nik: '9901014101800001', issuer: root });
  sent = await specimen(NUMBER);
});

afterAll(() => child.close());

async function faultsOf(pdf: Uint8Array, number = NUMBER) {
  const clock = { now: () => new Date('2026-11-02T03:05:00Z') };
  const checker = createSignedPdfChecker({ trustAnchorsPem: [root.pem], clock, child });
  return (await checker.check(pdf, { sent, number })).faults;
}

/** Changes the paper before it is signed: what a wrong or broken signing service would return. */
async function signedAfter(change: (pdf: PDF) => void, incremental = false): Promise<Uint8Array> {
  const pdf = await PDF.load(sent);
  change(pdf);
  return sign(await pdf.save({ incremental }), signer);
}

/** Signs with a visible box, as an update behind the sent bytes. */
async function signedWithBox(x: number, y: number, width: number, height: number): Promise<Uint8Array> {
  const pdf = await PDF.load(sent);
  const field = pdf.getOrCreateForm().createSignatureField('TTE');
  const dict = (field as unknown as { dict: PdfDict }).dict;
  const page = pdf.getPages()[0]!;
  const numbers = (...values: number[]) => PdfArray.of(...values.map((one) => PdfNumber.of(one)));
  const save = pdf.save.bind(pdf);
  pdf.save = (options) => {
    const form = {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: numbers(0, 0, width, height),
    };
    const drawing = Buffer.from(`0.2 0.4 0.6 rg 0 0 ${width} ${height} re f`);
    dict.set('Rect', numbers(x, y, x + width, y + height));
    dict.set('AP', PdfDict.of({ N: pdf.context.register(PdfStream.fromDict(form, drawing)) }));
    page.dict.set('Annots', PdfArray.of(pdf.context.getRef(dict)!));
    pdf.save = save;
    return save(options);
  };
  const { CryptoKeySigner } = await import('@libpdf/core');
  const key = new CryptoKeySigner(signer.privateKey, signer.der, 'EC', 'ECDSA');
  const result = await pdf.sign({
    signer: key,
    fieldName: 'TTE',
    signingTime: new Date('2026-11-02T03:00:00Z'),
  });
  return result.bytes;
}

describe('what was sent, and what came back', () => {
  it('given the sent bytes with a signature behind them, has no fault', async () => {
    const back = await sign(sent, signer);
    expect(Buffer.from(back.subarray(0, sent.length)).equals(Buffer.from(sent))).toBe(true);
    expect(await faultsOf(back)).toEqual([]);
  });

  it('given a file written anew with the same pages, has no fault', async () => {
    const back = await signedAfter((pdf) => pdf.setTitle('Ditulis ulang'));
    expect(Buffer.from(back.subarray(0, sent.length)).equals(Buffer.from(sent))).toBe(false);
    expect(await faultsOf(back)).toEqual([]);
  });

  it('given a visible signature, allows its box to look different', async () => {
    expect(await faultsOf(await signedWithBox(300, 80, 200, 60))).toEqual([]);
  });

  it('given a box that covers much of the page, says not-what-was-sent', async () => {
    expect(await faultsOf(await signedWithBox(0, 400, 595, 400))).toEqual(['not-what-was-sent']);
  });

  it.each<[string, (pdf: PDF) => void]>([
    ['a full stop more', (pdf) => pdf.getPages()[0]!.drawText('.', { x: 220, y: 720, size: 8 })],
    [
      'a white patch over the number',
      (pdf) =>
        pdf.getPages()[0]!.drawRectangle({ x: 55, y: 715, width: 200, height: 20, color: rgb(1, 1, 1) }),
    ],
    [
      'text in white',
      (pdf) => pdf.getPages()[0]!.drawText('x', { x: 60, y: 300, size: 9, color: rgb(1, 1, 1) }),
    ],
    ['one page more', (pdf) => void pdf.addPage({ size: 'a4' })],
    ['a turned page', (pdf) => pdf.getPages()[0]!.setRotation(90)],
    [
      'a link that was not there',
      (pdf) =>
        void pdf
          .getPages()[0]!
          .addLinkAnnotation({ rect: { x: 60, y: 600, width: 90, height: 20 }, uri: 'https://x.id' }),
    ],
    [
      'a note that only shows on paper',
      (pdf) => {
        const page = pdf.getPages()[0]!;
        page.addSquareAnnotation({ rect: { x: 60, y: 500, width: 90, height: 20 } });
        const notes = page.dict.getArray('Annots', pdf.context.resolve.bind(pdf.context));
        (notes!.at(0, pdf.context.resolve.bind(pdf.context)) as PdfDict).set('F', PdfNumber.of(4 | 32));
      },
    ],
  ])('given %s, says not-what-was-sent, written anew or behind the sent bytes', async (_, change) => {
    expect(await faultsOf(await signedAfter(change))).toContain('not-what-was-sent');
    expect(await faultsOf(await signedAfter(change, true))).toContain('not-what-was-sent');
  });

  it('given the paper of another child, says so, and that its number is another', async () => {
    const other = await sign(await specimen('9901-LU-02112026-0002'), signer);
    expect(await faultsOf(other)).toEqual(['not-what-was-sent', 'wrong-number']);
  });

  it('given the number in other spacing, finds it; as part of a longer one, does not', async () => {
    const back = await sign(sent, signer);
    expect(await faultsOf(back, '9901 - LU - 02112026 - 0001')).toEqual([]);
    expect(await faultsOf(back, '9901-LU-02112026-000')).toEqual(['wrong-number']);
    expect(await faultsOf(back, '01-LU-02112026-0001')).toEqual(['wrong-number']);
    expect(await faultsOf(back, '')).toEqual(['wrong-number']);
  });

  it('says the digest of exactly these bytes', async () => {
    const clock = { now: () => new Date('2026-11-02T03:05:00Z') };
    const checker = createSignedPdfChecker({ trustAnchorsPem: [], clock, child, maxBytes: 8 });
    const report = await checker.check(new Uint8Array(Buffer.from('too long for it')), {});
    expect(report).toEqual({
      faults: ['unreadable'],
      sha256: '419a58b8578e750d01f8bd5a4205668b6a5d0743111617f30d6ece7c0e527284',
    });
  });
});
