/** Writes a few bad files to try by hand: what a careless or hostile sender might attach. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** One bad file and why it should be refused. */
export interface HostileSample {
  file: string;
  title: string;
}

/** Side of the flat picture whose file is tiny and whose pixels would fill hundreds of megabytes. */
const BOMB_SIDE_PX = 12_000;

/** Fills `dir` with bad files, harmless to store, and returns the list. Takes about a second of CPU. */
export async function makeHostileSamples(dir: string): Promise<HostileSample[]> {
  await mkdir(dir, { recursive: true });
  const photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#9aa7b0' } })
    .jpeg()
    .toBuffer();
  const bomb = await sharp({
    create: { width: BOMB_SIDE_PX, height: BOMB_SIDE_PX, channels: 3, background: '#ffffff' },
    limitInputPixels: false,
  })
    .png({ palette: true, colours: 2, compressionLevel: 9 })
    .toBuffer();
  const samples: [file: string, title: string, bytes: Uint8Array][] = [
    ['halaman-web.jpg', 'Halaman web berganti nama', text('<!doctype html><script>alert(1)</script>')],
    ['berkas-kosong.jpg', 'Berkas kosong', new Uint8Array()],
    ['terpotong.jpg', 'Foto yang terputus', photo.subarray(0, photo.length / 2)],
    ['bom-piksel.png', 'Gambar kecil dengan piksel sangat banyak', bomb],
    ['pdf-dengan-skrip.pdf', 'PDF yang menjalankan skrip', text(scriptedPdf())],
    ['program.pdf', 'Program berganti nama', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
    [
      'gambar.svg',
      'Gambar SVG dengan skrip',
      text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
  ];
  for (const [file, , bytes] of samples) await writeFile(join(dir, file), bytes);
  return samples.map(([file, title]) => ({ file, title }));
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** The smallest whole PDF with a script that would run when it is opened. */
function scriptedPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    '<< /Type /Action /S /JavaScript /JS (app.alert\\("contoh"\\)) >>',
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${offset}`.padStart(10, '0');
  });
  const rows = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  return `${body}xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}
