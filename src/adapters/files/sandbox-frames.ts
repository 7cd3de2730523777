/** The messages between Sampai and the child that opens uploads: a small JSON header and raw bytes, length first. */

/** One message: what it says and the file or pages it carries. */
export interface Frame {
  header: unknown;
  body: Buffer;
}

const lengthsBytes = 8;

/**
 * Lays out one message as `headerLength:u32le bodyLength:u32le header body`.
 * Plain lengths instead of Node's own channel: what a taken-over child sends back must never be deserialised
 * into anything richer than JSON.
 */
export function encodeFrame(header: unknown, body: readonly Uint8Array[]): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const lengths = Buffer.alloc(lengthsBytes);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(
    body.reduce((total, part) => total + part.length, 0),
    4,
  );
  return [lengths, text, ...body];
}

/** Puts messages together again from the pieces a pipe delivers. */
export class FrameReader {
  readonly #headerLimit = 64 * 1024;
  readonly #bodyLimit: number;
  #pieces: Buffer[] = [];
  #held = 0;

  /** `bodyLimit` is in bytes; a longer body makes `take` throw before it is collected. */
  constructor(bodyLimit: number) {
    this.#bodyLimit = bodyLimit;
  }

  /** Adds one piece as it came from the pipe. */
  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#held += piece.length;
  }

  /** The next whole message, or undefined while it is incomplete. Throws on a message that breaks the rules. */
  take(): Frame | undefined {
    if (this.#held < lengthsBytes) return undefined;
    const lengths = this.#peek(lengthsBytes);
    const headerLength = lengths.readUInt32LE(0);
    const bodyLength = lengths.readUInt32LE(4);
    if (headerLength > this.#headerLimit || bodyLength > this.#bodyLimit) throw new Error('frame too long');
    const whole = lengthsBytes + headerLength + bodyLength;
    if (this.#held < whole) return undefined;
    const all = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    const rest = all.subarray(whole);
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
    return {
      header: JSON.parse(all.toString('utf8', lengthsBytes, lengthsBytes + headerLength)),
      body: all.subarray(lengthsBytes + headerLength, whole),
    };
  }

  /** The first bytes without joining everything that has come so far: a 16 MiB file comes in 250 pieces. */
  #peek(count: number): Buffer {
    while (this.#pieces[0]!.length < count) {
      this.#pieces.splice(0, 2, Buffer.concat(this.#pieces.slice(0, 2)));
    }
    return this.#pieces[0]!;
  }
}
