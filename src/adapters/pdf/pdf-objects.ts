/** Visits every object of a parsed PDF, with limits that hostile files cannot stretch. */

import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef } from '@libpdf/core';

/** More objects than any document of a civil registry has; beyond it a file counts as unreadable. */
const MAX_OBJECTS = 60_000;
const MAX_DEPTH = 80;

/** Thrown when a file is built so that visiting it would not end in reasonable time. */
class TooDeepError extends Error {}

/** Follows references until a direct object is reached; `undefined` for what does not exist or turns in circles. */
export function resolveObject(pdf: PDF, value: PdfObject | undefined): PdfObject | undefined {
  let current = value;
  for (let hops = 0; hops < 16; hops++) {
    if (!(current instanceof PdfRef)) return current;
    current = pdf.context.resolve(current) ?? undefined;
  }
  return undefined;
}

/**
 * Yields every dictionary (streams included) of the file: all numbered objects of the cross-reference table,
 * also those inside compressed object streams and those no page refers to, and every dictionary nested in them.
 * @throws TooDeepError when the file has more objects or deeper nesting than allowed.
 */
export function* everyDict(pdf: PDF): Generator<PdfDict> {
  const { registry } = pdf.context;
  if (registry.nextObjectNumber > MAX_OBJECTS) throw new TooDeepError('too many objects');
  yield* dictsWithin(pdf.context.info.trailer, 0);
  for (let number = 1; number < registry.nextObjectNumber; number++) {
    const object = registry.resolve(PdfRef.of(number, 0));
    if (object) yield* dictsWithin(object, 0);
  }
}

/** References are not followed here: what they point to is visited under its own number. */
function* dictsWithin(object: PdfObject, depth: number): Generator<PdfDict> {
  if (depth > MAX_DEPTH) throw new TooDeepError('nested too deeply');
  if (object instanceof PdfDict) {
    yield object;
    for (const [, value] of object) yield* dictsWithin(value, depth + 1);
  } else if (object instanceof PdfArray) {
    for (const item of object) yield* dictsWithin(item, depth + 1);
  }
}
