/** Writes PDF files object by object, right or wrong as asked, for the bad-input corpus. */
import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** Text or bytes of one object's content, without `obj` and `endobj`. */
export type PdfBody = string | Buffer;

/** A stream object's content: a dictionary with the right length, and the data. */
export function stream(data: PdfBody, entries = ''): Buffer {
  const bytes = Buffer.from(data as string, 'latin1');
  return Buffer.concat([
    Buffer.from(`<</Length ${bytes.length}${entries}>>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

/** A packed stream; several rounds pack the packed data again. */
export function packedStream(data: PdfBody, rounds = 1, entries = ''): Buffer {
  let bytes: Buffer = Buffer.from(data as string, 'latin1');
  for (let round = 0; round < rounds; round++) bytes = deflateSync(bytes, { level: 9 });
  return stream(bytes, `/Filter[${'/FlateDecode '.repeat(rounds)}]${entries}`);
}

/** Packed twice: unpacks to `mebibytes` of blanks. Made of one packed mebibyte, repeated, so that making it is cheap. */
export function bombStream(mebibytes: number): Buffer {
  const blanks = Buffer.alloc(1024 * 1024, ' ');
  const block = deflateRawSync(blanks, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const head = Buffer.from([0x78, 0x9c]);
  // The checksum at the end is wrong; readers unpack everything before they could notice.
  const end = Buffer.from([0x03, 0x00, 0, 0, 0, 0]);
  const inner = Buffer.concat([head, ...Array.from({ length: mebibytes }, () => block), end]);
  return stream(deflateSync(inner, { level: 9 }), '/Filter[/FlateDecode/FlateDecode]');
}

/**
 * A PDF of the given objects, numbered from 1, with a sound classic cross-reference table.
 * Object 1 must be the catalog. `trailer` is added to the trailer's entries.
 */
export function pdfFile(objects: readonly PdfBody[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  objects.forEach((object, index) => {
    offsets.push(at);
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
  parts.push(
    Buffer.from(
      `${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

/** What a page of the corpus shows unless told otherwise: a black bar. */
export const drawing = '0 0 0 rg 100 400 300 60 re f';

/**
 * A PDF of one page. Objects: 1 catalog, 2 page tree, 3 page, 4 content; `more` follows from 5 on.
 * The strings are added to the dictionaries of catalog and page.
 */
export function onePage(parts: {
  catalog?: string;
  page?: string;
  content?: PdfBody;
  more?: readonly PdfBody[];
  trailer?: string;
}): Buffer {
  return pdfFile(
    [
      `<</Type/Catalog/Pages 2 0 R${parts.catalog ?? ''}>>`,
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R${parts.page ?? ''}>>`,
      parts.content ?? stream(drawing),
      ...(parts.more ?? []),
    ],
    parts.trailer,
  );
}

/** A sound PDF of one page. */
export const soundPdf: Buffer = onePage({});

/** A PDF of many empty pages. `declared` is the count it claims. */
export function manyPages(count: number, declared = count): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`);
  return pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${declared}>>`,
    ...kids.map(() => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>'),
  ]);
}

/**
 * A PDF whose catalog and the objects behind it hide in a packed object stream (numbers 1 to `hidden.length`),
 * found through a cross-reference stream.
 */
export function hiddenObjects(hidden: readonly string[]): Buffer {
  const heads: string[] = [];
  let length = 0;
  hidden.forEach((object, index) => {
    heads.push(`${index + 1} ${length}`);
    length += object.length + 1;
  });
  const head = `${heads.join(' ')} `;
  const container = packedStream(
    `${head}${hidden.join(' ')}`,
    1,
    `/Type/ObjStm/N ${hidden.length}/First ${head.length}`,
  );
  const header = Buffer.from('%PDF-1.7\n', 'latin1');
  const containerNumber = hidden.length + 1;
  const tableNumber = hidden.length + 2;
  const holder = Buffer.concat([
    Buffer.from(`${containerNumber} 0 obj\n`),
    container,
    Buffer.from('\nendobj\n'),
  ]);
  const tableAt = header.length + holder.length;
  const rows = [
    [0, 0, 255],
    ...hidden.map((_, index) => [2, containerNumber, index]),
    [1, header.length, 0],
    [1, tableAt, 0],
  ].map(([type, second, third]) => Buffer.from([type!, second! >> 8, second! & 0xff, third!]));
  const table = stream(Buffer.concat(rows), `/Type/XRef/W[1 2 1]/Size ${tableNumber + 1}/Root 1 0 R`);
  return Buffer.concat([
    header,
    holder,
    Buffer.from(`${tableNumber} 0 obj\n`),
    table,
    Buffer.from(`\nendobj\nstartxref\n${tableAt}\n%%EOF\n`),
  ]);
}
