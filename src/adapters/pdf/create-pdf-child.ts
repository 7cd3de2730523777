/** Makes the bounded child that reads and checks PDFs. */

import { type BoundedChild, type BoundedChildLimits, createBoundedChild } from './bounded-child.ts';

/** One child for the reader and the checker together; it starts with the first PDF and leaves when idle. */
export function createPdfChild(limits: BoundedChildLimits = {}): BoundedChild {
  return createBoundedChild(new URL('./pdf-child.ts', import.meta.url), limits);
}
