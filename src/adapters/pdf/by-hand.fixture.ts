/** Writes small PDFs byte by byte, for tests that need structures a library would tidy away. */

import { deflateSync } from 'node:zlib';

const PAGE_TREE = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<>>>>',
  '<</Length 0>>stream\n\nendstream',
];

/** A one-page PDF with a classic cross-reference table; `extra` are the bodies of objects 5, 6, …, which nothing refers to. */
export function plainPdf(...extra: string[]): Buffer {
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, body] of [...PAGE_TREE, ...extra].entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer <</Root 1 0 R/Size ${size}>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

/** The same page, but `hidden` lies as object 5 in a compressed object stream (object 6), listed by a cross-reference stream (7). */
export function pdfWithObjectStream(hidden: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const add = (number: number, dict: string, stream?: Buffer) => {
    offsets[number] = length();
    const body = stream
      ? Buffer.concat([Buffer.from('stream\n'), stream, Buffer.from('\nendstream')])
      : Buffer.of();
    parts.push(Buffer.from(`${number} 0 obj\n${dict}`, 'latin1'), body, Buffer.from('\nendobj\n'));
  };
  for (const [index, body] of PAGE_TREE.entries()) add(index + 1, body);
  const packed = deflateSync(Buffer.from(`5 0 ${hidden}`, 'latin1'));
  add(6, `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>`, packed);
  const rows = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => {
    const row = Buffer.alloc(6);
    if (number === 5) row.writeUInt8(2, 0);
    else if (number > 0) row.writeUInt8(1, 0);
    row.writeUInt32BE(number === 5 ? 6 : (offsets[number] ?? (number === 7 ? length() : 0)), 1);
    return row;
  });
  const table = Buffer.concat(rows);
  const start = length();
  add(7, `<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R/Length ${table.length}>>`, table);
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
