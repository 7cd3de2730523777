/** Hostile and odd pictures, and files that only pretend to be pictures; all made here, none fetched. */
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { type BadUpload, slow, upload } from './bad-upload.fixture.ts';
import {
  cut,
  exifSegment,
  flipped,
  iend,
  ihdr,
  jpegSegment,
  pngChunk,
  pngFile,
  withDeclaredSize,
  withJpegSegments,
  withPngChunks,
  withRepeatedScan,
  zeroIdat,
} from './picture-parts.fixture.ts';

const lines = Array.from(
  { length: 12 },
  (_, line) =>
    `<rect x="20" y="${120 + line * 20}" width="${150 + ((line * 37) % 100)}" height="6" fill="#555"/>`,
);
const paperSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"><rect width="300" height="400"
  fill="#fff"/><rect width="80" height="80" fill="#e00"/>${lines.join('')}</svg>`;

/** A small photographed paper, 300 × 400: grey lines on white and a red square in the top left corner. */
export function paper(): ReturnType<typeof sharp> {
  return sharp(Buffer.from(paperSvg)).flatten({ background: 'white' });
}

const jpeg = await paper().jpeg().toBuffer();
const progressive = await paper().jpeg({ progressive: true }).toBuffer();
const png = await paper().png().toBuffer();
const webp = await paper().webp().toBuffer();

/** Sound files of each picture kind. */
export const soundImages = { jpeg, png, webp };

const text = (content: string, zeros = 0) =>
  Buffer.concat([Buffer.from(content, 'latin1'), Buffer.alloc(zeros)]);
const flat = (width: number, height: number, background = '#888') =>
  sharp({ create: { width, height, channels: 3, background } });

const pretenders = [
  upload('nothing', () => text(''), 'empty'),
  upload('one byte', () => text('\u00ff'), 'wrong-kind'),
  upload('17 MiB', () => Buffer.concat([jpeg, Buffer.alloc(17 * 1024 * 1024)]), 'too-large'),
  upload('HTML', () => text('<!doctype html><script>fetch("//evil.example")</script>'), 'wrong-kind'),
  upload(
    'SVG with an outside entity',
    () => text('<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
    'wrong-kind',
  ),
  upload('ZIP', () => text('PK\u0003\u0004\u0014\0', 99), 'wrong-kind'),
  upload('Windows program', () => text('MZ\u0090\0', 200), 'wrong-kind'),
  upload('Linux program', () => text('\u007fELF', 200), 'wrong-kind'),
  upload('HEIC', () => text('\0\0\0\u0018ftypheic', 64), 'wrong-kind'),
  upload('MP4', () => text('\0\0\0\u0018ftypmp42', 64), 'wrong-kind'),
  upload('BMP', () => text('BM', 100), 'wrong-kind'),
  upload('AVI in a RIFF', () => text('RIFF\u0010\0\0\0AVI LIST', 64), 'wrong-kind'),
  upload('PostScript', () => text('%!PS-Adobe-3.0\n(%pipe%id) (w) file'), 'wrong-kind'),
  upload('HTML that mentions %PDF- later', () => text('<html>%PDF-1.7</html>'), 'wrong-kind'),
  upload('GIF', () => paper().gif().toBuffer(), 'wrong-kind'),
  upload('TIFF', () => paper().tiff().toBuffer(), 'wrong-kind'),
  upload('first bytes of a JPEG', () => text('\u00ff\u00d8\u00ff\u00e0'), 'unreadable'),
  upload(
    'first bytes of a JPEG, then HTML',
    () => text(`\u00ff\u00d8\u00ff${'<html>'.repeat(500)}`),
    'unreadable',
  ),
  upload('first bytes of a PNG, then noise', () => pngFile(randomBytes(5000)), 'unreadable'),
  upload(
    'first bytes of a WebP, then noise',
    () => Buffer.concat([text('RIFF\u0088\u0013\0\0WEBP'), randomBytes(5000)]),
    'unreadable',
  ),
];

const tails = [
  ['HTML', '<html><script>alert(1)</script></html>'],
  ['PHP', '<?php system($_GET["c"]); ?>'],
  ['ZIP', 'PK\u0003\u0004evil.exe'],
  ['PDF', '%PDF-1.7 1 0 obj<</OpenAction<</S/JavaScript>>>>'],
].map(([kind, tail]) =>
  upload(`JPEG with a tail of ${kind}`, () => Buffer.concat([jpeg, text(tail!)]), 'safe'),
);

const broken = [
  upload('JPEG cut off', () => cut(jpeg, 0.6), 'unreadable'),
  upload('progressive JPEG cut off', () => cut(progressive, 0.5), 'unreadable'),
  upload('PNG cut off', () => cut(png, 0.6), 'unreadable'),
  upload('WebP cut off', () => cut(webp, 0.6), 'unreadable'),
  upload('PNG without data', () => pngFile(ihdr(9, 9, 8, 2), iend), 'unreadable'),
  upload('PNG of size 0', () => pngFile(ihdr(0, 0, 8, 2), zeroIdat(10), iend), 'unreadable'),
  upload('PNG with a wrong checksum', () => flipped(png, 30), 'unreadable'),
  upload(
    'PNG whose data is not packed',
    () => pngFile(ihdr(50, 50, 8, 2), pngChunk('IDAT', randomBytes(500)), iend),
    'unreadable',
  ),
  upload('WebP that lies about its length', () => flipped(webp, 6), 'unreadable', 'safe'),
  upload('JPEG of size 0', () => withDeclaredSize(jpeg, 0, 0), 'unreadable'),
  upload('moving WebP', () => movingWebp(), 'wrong-kind'),
];

const bombs = [
  upload(
    'PNG bomb of 400 Mpx',
    () => pngFile(ihdr(20_000, 20_000, 1, 0), zeroIdat(20_000 * 2501), iend),
    'too-many-pixels',
  ),
  upload(
    'PNG that declares 2^31 × 2^31',
    () => pngFile(ihdr(0x7fffffff, 0x7fffffff, 8, 2), zeroIdat(99), iend),
    'too-many-pixels',
    'unreadable',
  ),
  upload(
    'interlaced 16-bit PNG of 49 Mpx',
    () => pngFile(ihdr(7000, 7000, 16, 6, 1), zeroIdat(1 << 20), iend),
    'too-many-pixels',
  ),
  upload(
    'interlaced grey PNG of 49 Mpx',
    () => pngFile(ihdr(7000, 7000, 8, 0, 1), zeroIdat(7000 * 7020), iend),
    'safe',
  ),
  slow(
    upload(
      'interlaced colour PNG of 49 Mpx',
      () => pngFile(ihdr(7000, 7000, 8, 6, 1), zeroIdat(28_000 * 7020), iend),
      'safe',
    ),
  ),
  upload(
    'sound black-and-white PNG of 49 Mpx',
    () => pngFile(ihdr(7000, 7000, 1, 0), zeroIdat(7000 * 876), iend),
    'safe',
  ),
  upload('JPEG that declares 65500 × 65500', () => withDeclaredSize(jpeg, 65_500, 65_500), 'too-many-pixels'),
  upload('JPEG that declares 7000 × 7000', () => withDeclaredSize(jpeg, 7000, 7000), 'unreadable', 'safe'),
  slow(
    upload(
      'progressive JPEG of 49 Mpx',
      () => flat(7000, 7000).jpeg({ progressive: true }).toBuffer(),
      'safe',
      'too-many-pixels',
    ),
  ),
  upload(
    'JPEG with thousands of scans',
    () => withRepeatedScan(progressive, 5000),
    'unreadable',
    'took-too-long',
  ),
  upload('PNG with a bomb as colour profile', () => withPngChunks(png, profileBomb()), 'safe', 'unreadable'),
  upload(
    'PNG with a bomb as text',
    () =>
      withPngChunks(
        png,
        pngChunk('zTXt', Buffer.concat([text('a\0\0'), deflateSync(Buffer.alloc(90_000_000))])),
      ),
    'safe',
    'unreadable',
  ),
  upload(
    'PNG with 20,000 texts',
    () => withPngChunks(png, ...Array.from({ length: 20_000 }, () => pngChunk('tEXt', text('a\0b')))),
    'safe',
    'unreadable',
  ),
  upload(
    'JPEG with noise as colour profile',
    () => withJpegSegments(jpeg, jpegProfile(1, 1, randomBytes(60_000))),
    'safe',
    'unreadable',
  ),
  upload(
    'JPEG with a colour profile of 12 MB',
    () =>
      withJpegSegments(
        jpeg,
        ...Array.from({ length: 200 }, (_, part) => jpegProfile(part + 1, 200, Buffer.alloc(60_000))),
      ),
    'safe',
    'unreadable',
  ),
  upload(
    'JPEG with noise as EXIF',
    () =>
      withJpegSegments(
        jpeg,
        jpegSegment(0xe1, Buffer.concat([text('Exif\0\0MM\0*\0\0\0\u0008'), randomBytes(40_000)])),
      ),
    'safe',
  ),
  upload(
    'JPEG with EXIF that runs in a circle',
    () => withJpegSegments(jpeg, exifSegment([[0x8769, 4, 1, 8]], 8)),
    'safe',
  ),
  upload(
    'JPEG with EXIF that points outside',
    () =>
      withJpegSegments(
        jpeg,
        exifSegment(
          [
            [0x8825, 4, 1, 0xfffffff0],
            [0x010f, 2, 0x7fffffff, 8],
          ],
          0xfffffff0,
        ),
      ),
    'safe',
  ),
];

const odd = [
  upload('CMYK JPEG', () => paper().toColourspace('cmyk').jpeg().toBuffer(), 'safe'),
  upload('grey JPEG', () => paper().greyscale().jpeg().toBuffer(), 'safe'),
  upload('16-bit PNG', () => paper().toColourspace('rgb16').png().toBuffer(), 'safe'),
  upload('PNG with a palette', () => paper().png({ palette: true }).toBuffer(), 'safe'),
  upload(
    'see-through PNG',
    () =>
      sharp({ create: { width: 60, height: 60, channels: 4, background: '#0000' } })
        .png()
        .toBuffer(),
    'safe',
  ),
  upload('lossless WebP', () => paper().webp({ lossless: true }).toBuffer(), 'safe'),
  upload('one pixel', () => flat(1, 1).png().toBuffer(), 'safe'),
  upload('15,000 wide and 1 high', () => flat(15_000, 1).png().toBuffer(), 'safe'),
  upload(
    'JPEG with an unknown orientation',
    () => withJpegSegments(jpeg, exifSegment([[0x0112, 3, 1, 99]])),
    'safe',
  ),
];

/** Every picture and pretender of the corpus. */
export const badImages: BadUpload[] = [...pretenders, ...tails, ...broken, ...bombs, ...odd];

async function movingWebp(): Promise<Buffer> {
  const frames = await Promise.all(['#f00', '#0f0'].map((colour) => flat(40, 40, colour).png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}

function profileBomb(): Buffer {
  return pngChunk('iCCP', Buffer.concat([text('p\0\0'), deflateSync(Buffer.alloc(100_000_000))]));
}

function jpegProfile(part: number, parts: number, content: Uint8Array): Buffer {
  return jpegSegment(0xe2, Buffer.concat([text('ICC_PROFILE\0'), Buffer.from([part, parts]), content]));
}
