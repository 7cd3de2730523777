/** Every hostile, broken or odd upload is either taken as clean pages or refused by name, within its bounds. */
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { BadUpload } from './bad-uploads/bad-upload.fixture.ts';
import { badImages, paper, soundImages } from './bad-uploads/images.fixture.ts';
import { soundPdf } from './bad-uploads/pdf-parts.fixture.ts';
import { badPdfs } from './bad-uploads/pdfs.fixture.ts';
import { exifSegment, jpegSegment, withJpegSegments } from './bad-uploads/picture-parts.fixture.ts';
import { createUploadSandbox } from './upload-sandbox.ts';

const isFull = process.env.SAMPAI_TEST_ALL === '1';
const seed = Number(process.env.SAMPAI_TEST_SEED ?? Date.now() % 2 ** 31);
// The child itself is killed after 8 s of its own work; the rest is room for a machine that is busy with other things.
const oneFileLimitMs = 40_000;
const oneFileLimitBytes = 512 * 1024 * 1024;

// Two sandboxes, so that the sound file after each bad one meets the very child that opened the bad one.
const photos = createUploadSandbox();
const pdfs = createUploadSandbox();
afterAll(async () => {
  await Promise.all([photos.close(), pdfs.close()]);
});

type Inspection = Awaited<ReturnType<typeof photos.inspect>>;

/** The verdict on an upload; of pages that were taken, it makes sure that they are clean. */
async function verdictOn(inspection: Inspection): Promise<string> {
  if (!inspection.ok) return inspection.problem;
  expect(inspection.pages.length).toBeGreaterThan(0);
  expect(inspection.pages.length).toBeLessThanOrEqual(10);
  for (const page of inspection.pages) {
    const facts = await sharp(page.jpeg).metadata();
    expect(facts).toMatchObject({
      format: 'jpeg',
      width: page.widthPx,
      height: page.heightPx,
      space: 'srgb',
    });
    expect([facts.exif, facts.icc, facts.iptc, facts.xmp, facts.orientation]).toEqual(
      Array(5).fill(undefined),
    );
    expect(Math.max(page.widthPx, page.heightPx)).toBeLessThanOrEqual(2600);
    expect([...page.jpeg.subarray(-2)]).toEqual([0xff, 0xd9]);
  }
  return 'safe';
}

async function expectServes(kind: 'photo' | 'pdf'): Promise<void> {
  const next = kind === 'photo' ? await photos.inspect(soundImages.jpeg) : await pdfs.inspect(soundPdf);
  expect(next).toMatchObject({ ok: true, pages: [{}] });
}

function runCorpus(corpus: readonly BadUpload[], kind: 'photo' | 'pdf') {
  const sandbox = kind === 'photo' ? photos : pdfs;
  it.each(corpus.filter((entry) => isFull || !entry.isSlow))('$name → $expected', async (entry) => {
    const file = await entry.make();
    const startedAt = performance.now();
    const inspection = await sandbox.inspect(file);
    expect(performance.now() - startedAt).toBeLessThan(oneFileLimitMs);
    expect(entry.expected).toContain(await verdictOn(inspection));
    await expectServes(kind);
  });

  it('kept within the memory one file may take', () => {
    expect(sandbox.usage().peakBytes).toBeLessThan(oneFileLimitBytes);
  });
}

describe('given hostile or odd pictures', () => runCorpus(badImages, 'photo'));

describe('given hostile or odd PDFs', () => runCorpus(badPdfs, 'pdf'));

describe('given a sound photo', () => {
  it('nothing of a tail, of EXIF (place, phone, names), of XMP or of comments is left', async () => {
    const secrets = ['MEREK-PONSEL', 'xmp-rahasia', 'komentar-rahasia', '<?php ekor'];
    const photo = Buffer.concat([
      withJpegSegments(
        soundImages.jpeg,
        exifSegment([
          [0x010f, 2, 4, 0x4d455245],
          [0x8825, 4, 1, 26],
        ]),
        jpegSegment(0xe1, 'Exif\0\0MEREK-PONSEL'),
        jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x>xmp-rahasia</x>'),
        jpegSegment(0xfe, 'komentar-rahasia'),
      ),
      Buffer.from('<?php ekor'),
    ]);
    const inspection = await photos.inspect(photo);
    expect(await verdictOn(inspection)).toBe('safe');
    const clean = Buffer.from(inspection.ok ? inspection.pages[0]!.jpeg : []).toString('latin1');
    for (const secret of secrets) {
      expect(photo.includes(secret)).toBe(true);
      expect(clean).not.toContain(secret);
    }
    expect(clean).not.toContain('Exif');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('it is upright when its EXIF orientation is %i', async (orientation) => {
    const stored = await asHeld(orientation);
    const photo = withJpegSegments(stored, exifSegment([[0x0112, 3, 1, orientation]]));
    const inspection = await photos.inspect(photo);
    expect(inspection).toMatchObject({ ok: true, pages: [{ widthPx: 300, heightPx: 400 }] });
    await expectPaper(inspection);
  });

  it.each([
    ['CMYK JPEG', () => paper().toColourspace('cmyk').jpeg().toBuffer()],
    ['16-bit PNG', () => paper().toColourspace('rgb16').png().toBuffer()],
    ['WebP', () => paper().webp().toBuffer()],
  ])('its colours stay what they were (%s)', async (_kind, make) => {
    await expectPaper(await photos.inspect(await make()));
  });
});

describe(`given sound files with random damage (SAMPAI_TEST_SEED=${seed})`, () => {
  const runs = (sample: number, full: number) => ({ seed, numRuns: isFull ? full : sample });
  const fullMs = 20 * 60_000;

  it('photos: always a verdict, and the next photo is served', { timeout: fullMs }, async () => {
    const filesBefore = photos.usage().files;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.values(soundImages)), edits(), async (file, changes) => {
        expect(allVerdicts).toContain(await verdictOn(await photos.inspect(damaged(file, changes))));
      }),
      runs(150, 6000),
    );
    // Otherwise the damage only ever hit the first bytes, and no decoder was tried.
    expect(photos.usage().files - filesBefore).toBeGreaterThan(100);
    await expectServes('photo');
  });

  it('PDFs: always a verdict, and the next PDF is served', { timeout: fullMs }, async () => {
    await fc.assert(
      fc.asyncProperty(edits(), async (changes) => {
        expect(allVerdicts).toContain(await verdictOn(await pdfs.inspect(damaged(soundPdf, changes))));
      }),
      runs(60, 1000),
    );
    await expectServes('pdf');
  });

  it('noise, alone and behind a true beginning: refused, and the next photo is served', {
    timeout: fullMs,
  }, async () => {
    const beginnings = [
      '',
      ...Object.values(soundImages).map((file) => file.subarray(0, 12)),
      'RIFF',
      '\u0089PNG',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 3000 }),
        async (start, noise) => {
          const inspection = await photos.inspect(
            Buffer.concat([Buffer.from(start as string, 'latin1'), noise]),
          );
          expect(['empty', 'wrong-kind', 'unreadable', 'too-many-pixels']).toContain(
            await verdictOn(inspection),
          );
        },
      ),
      runs(150, 6000),
    );
    await expectServes('photo');
  });
});

const allVerdicts = [
  'safe',
  'empty',
  'wrong-kind',
  'too-many-pages',
  'too-many-pixels',
  'active-content',
  'encrypted',
  'unreadable',
  'took-too-long',
];

interface Edit {
  kind: 'overwrite' | 'insert' | 'remove' | 'cut off';
  /** Place in the file, in ten-thousandths of its length. */
  place: number;
  bytes: Uint8Array;
}

function edits() {
  const edit: fc.Arbitrary<Edit> = fc.record({
    kind: fc.constantFrom('overwrite', 'overwrite', 'overwrite', 'insert', 'remove', 'cut off'),
    place: fc.nat(9999),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  });
  return fc.array(edit, { minLength: 1, maxLength: 6 });
}

function damaged(file: Buffer, changes: readonly Edit[]): Buffer {
  return changes.reduce((current: Buffer, { kind, place, bytes }) => {
    const at = Math.floor((place / 10_000) * current.length);
    const before = current.subarray(0, at);
    if (kind === 'cut off') return before;
    if (kind === 'remove') return Buffer.concat([before, current.subarray(at + bytes.length)]);
    return Buffer.concat([before, bytes, current.subarray(kind === 'insert' ? at : at + bytes.length)]);
  }, file);
}

/** The paper as a camera stores it when it is held so that this EXIF orientation says how to turn it back. */
async function asHeld(orientation: number): Promise<Buffer> {
  const upright = await paper().png().toBuffer();
  const turned = async (degrees: number) => sharp(await sharp(upright).rotate(degrees).png().toBuffer());
  const stored = {
    1: () => turned(0),
    2: async () => (await turned(0)).flop(),
    3: () => turned(180),
    4: async () => (await turned(0)).flip(),
    5: async () => (await turned(90)).flop(),
    6: () => turned(270),
    7: async () => (await turned(90)).flip(),
    8: () => turned(90),
  }[orientation]!;
  return (await stored()).jpeg().toBuffer();
}

/** The red square stands in the top left corner, and the paper is white beside it. */
async function expectPaper(inspection: Inspection): Promise<void> {
  if (!inspection.ok) throw new Error(inspection.problem);
  const pixels = await sharp(inspection.pages[0]!.jpeg).raw().toBuffer();
  const at = (x: number, y: number) =>
    [...pixels.subarray((y * 300 + x) * 3, (y * 300 + x) * 3 + 3)] as [number, number, number];
  const [red, green, blue] = at(40, 40);
  expect(red).toBeGreaterThan(190);
  expect(Math.max(green, blue)).toBeLessThan(80);
  for (const [x, y] of [
    [260, 40],
    [40, 390],
    [260, 390],
  ] as const) {
    expect(Math.min(...at(x, y))).toBeGreaterThan(235);
  }
}
