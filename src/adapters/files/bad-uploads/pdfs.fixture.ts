/** PDFs that act, bombs, broken and odd ones; all made here, none fetched. */
import { randomBytes } from 'node:crypto';
import { actingPdfs } from './acting-pdfs.fixture.ts';
import { type BadUpload, slow, upload } from './bad-upload.fixture.ts';
import {
  bombStream,
  drawing,
  hiddenObjects,
  manyPages,
  onePage,
  packedStream,
  pdfFile,
  soundPdf,
  stream,
} from './pdf-parts.fixture.ts';
import { cut } from './picture-parts.fixture.ts';

const bombs = [
  upload('500 pages', () => manyPages(500), 'too-many-pages'),
  upload('eleven pages that claim to be one', () => manyPages(11, 1), 'too-many-pages', 'safe'),
  upload(
    'one page that claims to be 2^31',
    () => manyPages(1, 2_147_483_647),
    'too-many-pages',
    'unreadable',
    'safe',
  ),
  upload(
    'page tree that contains itself',
    () => pdfFile(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']),
    'unreadable',
  ),
  upload(
    'page tree in a circle beside a page',
    () =>
      pdfFile([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
        '<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 2>>',
      ]),
    'unreadable',
    'safe',
  ),
  upload('page tree of 5,000 storeys', () => tallTree(5000), 'unreadable', 'safe'),
  upload(
    'packed twice: 4 GB of blanks',
    () => onePage({ content: bombStream(4096) }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  upload(
    'packed thrice: 100 MB of blanks',
    () => onePage({ content: packedStream(Buffer.alloc(100_000_000, ' '), 3) }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  upload(
    'packed data of 100 MB on a page',
    () => onePage({ content: packedStream(Buffer.alloc(100_000_000, ' ')) }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  upload(
    'picture of 60000 × 60000',
    () =>
      onePage({
        page: '/Resources<</XObject<</I 5 0 R>>>>',
        content: stream('595 0 0 842 0 0 cm /I Do'),
        more: [
          packedStream(
            Buffer.alloc(1_000_000),
            1,
            '/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB',
          ),
        ],
      }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  upload(
    'form that draws itself',
    () =>
      onePage({
        page: '/Resources<</XObject<</F 5 0 R>>>>',
        content: stream('/F Do'),
        more: [
          stream(
            '/F Do /F Do',
            '/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>',
          ),
        ],
      }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  upload('forms that double 40 times', () => doublingForms(40), 'unreadable', 'took-too-long', 'safe'),
  upload(
    'a million saved states',
    () => onePage({ content: packedStream('q '.repeat(1_000_000)) }),
    'unreadable',
    'took-too-long',
    'safe',
  ),
  slow(
    upload(
      'a million strokes',
      () => onePage({ content: packedStream('0 0 m 595 842 l S '.repeat(1_000_000)) }),
      'took-too-long',
      'unreadable',
      'safe',
    ),
  ),
  upload(
    'arrays 100,000 deep',
    () => onePage({ catalog: `/X ${'['.repeat(100_000)}${']'.repeat(100_000)}` }),
    'unreadable',
    'safe',
  ),
  upload(
    'dictionaries 50,000 deep',
    () => onePage({ catalog: `/X ${'<</X '.repeat(50_000)}1${'>>'.repeat(50_000)}` }),
    'unreadable',
    'safe',
  ),
  upload('page of 5 km', () => onePage({ page: '/UserUnit 1000/MediaBox[0 0 14400 14400]' }), 'safe'),
  upload('page of 1 × 14400', () => onePage({ page: '/MediaBox[0 0 1 14400]' }), 'safe', 'unreadable'),
  upload('page without area', () => onePage({ page: '/MediaBox[0 0 0 0]' }), 'safe', 'unreadable'),
  upload(
    'page of absurd numbers',
    () => onePage({ page: '/MediaBox[-1e38 -1e38 1e38 1e38]' }),
    'safe',
    'unreadable',
  ),
];

const broken = [
  upload('only a header', () => Buffer.from('%PDF-1.7\n'), 'unreadable'),
  upload(
    'header, then noise',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(20_000)]),
    'unreadable',
  ),
  upload('cut off in the middle', () => cut(soundPdf, 0.4), 'unreadable', 'safe'),
  upload('cross-reference table cut off', () => cut(soundPdf, 0.85), 'unreadable', 'safe'),
  upload(
    'start of the table outside the file',
    () => replaced(/startxref\n\d+/, 'startxref\n99999999'),
    'unreadable',
    'safe',
  ),
  upload('table that follows itself', () => withPrevious(soundPdf), 'unreadable', 'safe'),
  upload(
    'table that claims 2^31 entries',
    () => replaced(/xref\n0 5/, 'xref\n0 2147483647'),
    'unreadable',
    'safe',
  ),
  upload('table with a negative count', () => replaced(/xref\n0 5/, 'xref\n0 -5'), 'unreadable', 'safe'),
  upload('no catalog', () => replaced('/Root 1 0 R', ''), 'unreadable', 'safe'),
  upload('catalog that refers to itself', () => pdfFile(['1 0 R']), 'unreadable'),
  upload(
    'stream that lies about its length',
    () => replaced(/\/Length \d+/, '/Length 2147483647'),
    'unreadable',
    'safe',
  ),
  upload(
    'stream whose length refers to itself',
    () => replaced(/\/Length \d+/, '/Length 4 0 R'),
    'unreadable',
    'safe',
  ),
  upload('string without an end', () => onePage({ catalog: '/X (((((((((' }), 'unreadable', 'safe'),
  upload('noise as JPEG 2000', () => onePage(pictureOf('/JPXDecode')), 'unreadable', 'safe'),
  upload('noise as JBIG2', () => onePage(pictureOf('/JBIG2Decode')), 'unreadable', 'safe'),
  upload('noise as fax', () => onePage(pictureOf('/CCITTFaxDecode')), 'unreadable', 'safe'),
  upload('noise as JPEG', () => onePage(pictureOf('/DCTDecode')), 'unreadable', 'safe'),
  upload(
    'noise as font',
    () =>
      onePage({
        page: '/Resources<</Font<</F<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 5 0 R>>>>>>>>',
        content: stream('BT /F 40 Tf 50 400 Td (contoh) Tj ET'),
        more: [stream(randomBytes(9000))],
      }),
    'unreadable',
    'safe',
  ),
];

const odd = [
  upload('jump inside the file on opening', () => onePage({ catalog: '/OpenAction[3 0 R/Fit]' }), 'safe'),
  upload(
    'jump action inside the file',
    () => onePage({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' }),
    'safe',
  ),
  upload(
    'link to a web page',
    () =>
      onePage({
        page: '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.go.id)>>>>]',
      }),
    'safe',
  ),
  upload('blank line before the header', () => Buffer.concat([Buffer.from('\r\n'), soundPdf]), 'wrong-kind'),
  upload(
    'HTML after the end',
    () => Buffer.concat([soundPdf, Buffer.from('<script>alert(1)</script>')]),
    'safe',
  ),
  upload(
    'objects hidden in an object stream',
    () =>
      hiddenObjects([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>',
      ]),
    'safe',
  ),
  upload('ten pages', () => manyPages(10), 'safe'),
];

/** Every PDF of the corpus. */
export const badPdfs: BadUpload[] = [...actingPdfs, ...bombs, ...broken, ...odd].map((entry) => ({
  ...entry,
  name: `PDF: ${entry.name}`,
}));

function replaced(from: RegExp | string, to: string): Buffer {
  return Buffer.from(soundPdf.toString('latin1').replace(from, to), 'latin1');
}

function withPrevious(file: Buffer): Buffer {
  const start = /startxref\n(\d+)/.exec(file.toString('latin1'))![1]!;
  return replaced('/Root 1 0 R', `/Root 1 0 R/Prev ${start}`);
}

function tallTree(storeys: number): Buffer {
  const nodes = Array.from(
    { length: storeys },
    (_, index) => `<</Type/Pages/Kids[${index + 3} 0 R]/Count 1>>`,
  );
  return pdfFile(['<</Type/Catalog/Pages 2 0 R>>', ...nodes, '<</Type/Page/MediaBox[0 0 99 99]>>']);
}

function doublingForms(count: number): Buffer {
  const forms = Array.from({ length: count }, (_, index) =>
    stream(
      index === count - 1 ? drawing : '/N Do /N Do',
      `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</N ${index + 6} 0 R>>>>`,
    ),
  );
  return onePage({ page: '/Resources<</XObject<</N 5 0 R>>>>', content: stream('/N Do'), more: forms });
}

function pictureOf(filter: string) {
  const picture = `/Type/XObject/Subtype/Image/Width 500/Height 500/BitsPerComponent 1/ColorSpace/DeviceGray`;
  return {
    page: '/Resources<</XObject<</I 5 0 R>>>>',
    content: stream('595 0 0 842 0 0 cm /I Do'),
    more: [stream(randomBytes(9000), `${picture}/Filter${filter}`)],
  };
}
