import { PDF, PdfArray, PdfDict, PdfName, PdfNull, PdfNumber, PdfString } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SignatureFault } from '../../../app/ports.ts';
import { checkSignedPdf } from './check-signed-pdf.ts';
import {
  type CmsWish,
  type Identity,
  issue,
  issueAuthority,
  resign,
  sign,
  signingCertificate,
  specimen,
  valuePlace,
  withValue,
} from './signing.fixture.ts';

const NOW = Date.parse('2026-11-02T03:05:00Z');
let root: Identity;
let signer: Identity;
let signed: Uint8Array;

beforeAll(async () => {
  root = await issueAuthority();
  signer = await issue({ name: 'RAHMAWATI', nik: '9901014101800001', issuer: root });
  signed = await sign(await specimen('9901-LU-02112026-0001'), signer);
});

async function faultsOf(pdf: Uint8Array): Promise<SignatureFault[]> {
  return (await checkSignedPdf({ task: 'check', pdf, anchors: [root.pem], nowMs: NOW })).faults;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const bytes = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));

/** Replaces text by text of the same length, so that every offset stays true. */
function swap(from: RegExp | string, to: string): Uint8Array {
  const before = text(signed);
  const found = typeof from === 'string' ? from : (from.exec(before)?.[0] ?? '');
  expect(before).toContain(found);
  return bytes(before.replace(found, to.padEnd(found.length)));
}

/** Changes the signed file and saves the change behind it. */
async function update(change: (pdf: PDF) => void): Promise<Uint8Array> {
  const pdf = await PDF.load(signed);
  change(pdf);
  return pdf.save({ incremental: true });
}

describe('a signed PDF that was changed afterwards', () => {
  it('given the untouched file, has no fault', async () => {
    expect(await faultsOf(signed)).toEqual([]);
  });

  it.each([
    ['the number on the page', () => flip(text(signed).indexOf('stream') + 20)],
    ['the reason', () => swap('(Uji)', '(Ujo)')],
    ['the time', () => swap('20261102030000', '20261102030001')],
    ['the last byte', () => flip(signed.length - 3)],
    ['the first bytes', () => flip(6)],
  ])('given a change in %s, says altered', async (_, attack) => {
    expect(await faultsOf(attack())).toEqual(['altered']);
  });

  it.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['a comment', () => bytes(`${text(signed)}% halo\n`)],
    ['one blank', () => bytes(`${text(signed)} `)],
    ['a new page', () => update((pdf) => void pdf.addPage({ size: 'a4' }))],
    [
      'text over the old text',
      () =>
        update((pdf) => pdf.getPages()[0]!.drawText('9901-LU-02112026-9999', { x: 60, y: 720, size: 11 })),
    ],
    [
      'a note that hides the number',
      () =>
        update(
          (pdf) =>
            void pdf.getPages()[0]!.addSquareAnnotation({ rect: { x: 50, y: 700, width: 300, height: 40 } }),
        ),
    ],
    [
      'other pages in place of the signed ones',
      () =>
        update((pdf) => {
          pdf.addPage({ size: 'a4' }).drawText('Palsu', { x: 60, y: 700, size: 20 });
          pdf.removePage(0);
        }),
    ],
    ['a second form', () => update((pdf) => void pdf.getOrCreateForm().createTextField('Nama'))],
  ])('given %s behind the signature, says bytes-after-signature', async (_, attack) => {
    expect(await faultsOf(await attack())).toContain('bytes-after-signature');
  });

  it('given hidden content that a later update switches on, says bytes-after-signature', async () => {
    const shadow = await sign(
      await specimen('9901-LU-02112026-0001', (pdf) => {
        const layer = pdf.context.register(
          PdfDict.of({ Type: PdfName.of('OCG'), Name: PdfString.fromString('x') }),
        );
        const view = PdfDict.of({ OFF: PdfArray.of(layer) });
        pdf.getCatalog().set('OCProperties', PdfDict.of({ OCGs: PdfArray.of(layer), D: view }));
      }),
      signer,
    );
    expect(await faultsOf(shadow)).toEqual([]);
    const pdf = await PDF.load(shadow);
    const layers = pdf.getCatalog().get('OCProperties');
    if (layers instanceof PdfDict) layers.set('D', PdfDict.of({ OFF: PdfArray.of() }));
    pdf.getCatalog().set('PageMode', PdfName.of('UseNone'));
    expect(await faultsOf(await pdf.save({ incremental: true }))).toContain('bytes-after-signature');
  });
});

describe('a signature that pretends to cover more than it does', () => {
  const byteRange = /\/ByteRange \[[^\]]*\]/;

  it.each<[string, () => Uint8Array]>([
    ['no ByteRange', () => swap('/ByteRange', '/ByteRanch')],
    ['an empty ByteRange', () => swap(byteRange, '/ByteRange []')],
    ['null as ByteRange', () => swap(byteRange, '/ByteRange null')],
    ['a ByteRange of three numbers', () => swap(byteRange, '/ByteRange [0 9 9]')],
    ['a ByteRange of negative numbers', () => swap(byteRange, '/ByteRange [0 -9 9 -9]')],
    ['a ByteRange that begins later', () => swap('/ByteRange [0 ', '/ByteRange [1 ')],
    ['a ByteRange without a gap', () => swap(byteRange, `/ByteRange [0 900 900 ${signed.length - 900}]`)],
    ['a ByteRange beyond the file', () => swap(byteRange, '/ByteRange [0 900 1000 99999999]')],
    ['no Contents', () => swap('/Contents <', '/Kontents <')],
    ['nothing in Contents', () => withValue(signed, new Uint8Array())],
    ['a certificate in Contents', () => withValue(signed, signer.der)],
    ['another filter', () => swap('/ETSI.CAdES.detached', '/adbe.pkcs7.sha1')],
  ])('given %s, says altered', async (_, attack) => {
    const faults = await faultsOf(attack());
    expect(faults).toContain('altered');
  });

  it.each<[string, (dict: PdfDict) => void]>([
    ['its ByteRange taken away', (dict) => dict.delete('ByteRange')],
    ['its ByteRange emptied', (dict) => dict.set('ByteRange', PdfArray.of())],
    ['its Contents taken away', (dict) => dict.delete('Contents')],
    ['its Contents made null', (dict) => dict.set('Contents', PdfNull.instance)],
    ['its Contents made empty', (dict) => dict.set('Contents', PdfString.fromHex(''))],
    [
      'its ByteRange shortened to the first page',
      (dict) => dict.set('ByteRange', PdfArray.of(...[0, 100, 200, 50].map((one) => PdfNumber.of(one)))),
    ],
  ])('given a later copy of the signature with %s, says altered', async (_, forge) => {
    const attack = await update((pdf) => {
      const field = pdf.getForm()!.getFields()[0]!;
      const value = pdf.context.resolve((field as unknown as { dict: PdfDict }).dict.getRef('V')!) as PdfDict;
      const forged = value.clone();
      forge(forged);
      (field as unknown as { dict: PdfDict }).dict.set('V', pdf.context.register(forged));
    });
    expect(await faultsOf(attack)).toContain('altered');
  });

  it('given other objects between the value and the rest (signature wrapping), finds fault', async () => {
    const { from, to } = valuePlace(signed);
    const evil = '\n99 0 obj <</Type/Catalog>> endobj\n';
    const moved = text(signed).slice(0, to + 1) + evil + text(signed).slice(to + 1);
    const numbers = `/ByteRange [0 ${from - 1} ${to + 1 + evil.length} ${signed.length - to - 1}`;
    const range = byteRange.exec(moved)?.[0] ?? '';
    const wrapped = moved.replace(range, `${numbers.padEnd(range.length - 1)}]`);
    expect((await faultsOf(bytes(wrapped))).length).toBeGreaterThan(0);
  });

  it('given a comment or blanks hidden in the gap, says altered', async () => {
    const { to } = valuePlace(signed);
    for (const hidden of ['>%evil', '  00>', '><</A']) {
      const changed = new Uint8Array(signed);
      changed.set(bytes(hidden), to + 1 - hidden.length);
      expect(await faultsOf(changed)).toContain('altered');
    }
  });

  it('given bytes behind the value, or digits in another case, says altered', async () => {
    const { from, to } = valuePlace(signed);
    const padded = new Uint8Array(signed);
    padded.set(bytes('1'), to - 1);
    expect(await faultsOf(padded)).toEqual(['altered']);
    const letter = from + text(signed).slice(from, to).search(/[a-f]/i);
    expect(await faultsOf(flip(letter, 0x20))).toEqual(['altered']);
  });
});

describe('a CMS that means something else than it seems', () => {
  it.each<[string, CmsWish, SignatureFault[]]>([
    ['is as it should be', {}, []],
    ['uses SHA-512', { hash: 'SHA-512' }, []],
    ['uses SHA-1', { hash: 'SHA-1' }, ['altered']],
    ['brings the content it was made for', { content: new Uint8Array([1, 2, 3]) }, ['altered']],
    ['has two signers', { signedTwice: true }, ['altered']],
    ['has no digest', { without: '1.2.840.113549.1.9.4' }, ['altered']],
    ['has no content type', { without: '1.2.840.113549.1.9.3' }, ['altered']],
    ['does not name its certificate', { without: '1.2.840.113549.1.9.16.2.47' }, ['altered']],
    ['carries something unsigned', { unsigned: [note('1.2.840.113549.1.9.16.2.99')] }, ['altered']],
    ['carries a time stamp that is none', { unsigned: [note('1.2.840.113549.1.9.16.2.14')] }, ['altered']],
  ])('given one that %s, finds what it should', async (_, wish, faults) => {
    expect(await faultsOf(await resign(signed, signer, wish))).toEqual(faults);
  });

  it('given one that names another certificate, or names the digest twice, says altered', async () => {
    const other = await issue({ issuer: root });
    const named = await resign(signed, signer, {
      without: '1.2.840.113549.1.9.16.2.47',
      extraSigned: [],
    });
    expect(await faultsOf(named)).toEqual(['altered']);
    const wrong = await signingCertificate(other);
    const twice = await resign(signed, signer, { extraSigned: [wrong] });
    expect(await faultsOf(twice)).toEqual(['altered']);
  });

  it('given the signature of another paper, says altered', async () => {
    const other = await sign(await specimen('9901-LU-02112026-0002'), signer);
    const { from, to } = valuePlace(other);
    const cms = Buffer.from(text(other).slice(from, to), 'hex');
    expect(await faultsOf(withValue(signed, cms))).toEqual(['altered']);
  });
});

describe('several signatures', () => {
  it('given two good ones, has no fault and names the last signer', async () => {
    const second = await issue({ name: 'KEPALA', nik: '9901014101700002', issuer: root });
    const both = await sign(signed, second);
    const report = await checkSignedPdf({ task: 'check', pdf: both, anchors: [root.pem], nowMs: NOW });
    expect(report.faults).toEqual([]);
    expect(report.signer?.name).toBe('KEPALA');
  });

  it('given a stranger before or behind, says untrusted-issuer', async () => {
    const stranger = await issue({ name: 'ORANG LAIN' });
    expect(await faultsOf(await sign(signed, stranger))).toEqual(['untrusted-issuer']);
    const first = await sign(await specimen('9901-LU-02112026-0001'), stranger);
    expect(await faultsOf(await sign(first, signer))).toEqual(['untrusted-issuer']);
  });
});

describe('files that are no signed PDF', () => {
  it('given an unsigned one, says not-signed', async () => {
    expect(await faultsOf(await specimen('9901-LU-02112026-0001'))).toEqual(['not-signed']);
  });

  it('given nothing, text, a torso or a locked file, says unreadable', async () => {
    expect(await faultsOf(new Uint8Array())).toEqual(['unreadable']);
    expect(await faultsOf(bytes('halo'))).toEqual(['unreadable']);
    expect(await faultsOf(signed.subarray(0, 300))).toEqual(['unreadable']);
    const locked = await PDF.load(await specimen('1'));
    locked.setProtection({ userPassword: '', ownerPassword: 'x' });
    expect(await faultsOf(await locked.save())).toEqual(['unreadable']);
  });

  it('given a script, says unreadable although the signature holds', async () => {
    const armed = await specimen('1', (pdf) => {
      const script = PdfDict.of({ S: PdfName.of('JavaScript'), JS: PdfString.fromString('1') });
      pdf.getCatalog().set('OpenAction', script);
    });
    expect(await faultsOf(await sign(armed, signer))).toEqual(['unreadable']);
  });
});

function flip(at: number, bits = 1): Uint8Array {
  const changed = new Uint8Array(signed);
  changed[at] = changed[at]! ^ bits;
  return changed;
}

function note(type: string): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [new asn1js.Utf8String({ value: 'catatan' })] });
}
