/** Reads an HTTP answer without letting it fill the memory. */

/** The whole body, or `undefined` as soon as it is longer than `maxBytes`. */
export async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (!response.body) return new Uint8Array();
  for await (const part of response.body) {
    length += part.length;
    // Leaving the loop ends the transfer.
    if (length > maxBytes) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
