/** Chance and ids, repeatable from a seed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from './store/database.ts';

/** Draws chances and makes ids that stay unique over restarts. */
export interface Dice {
  /** A number in [0, 1). */
  chance(): number;
  between(low: number, high: number): number;
  shuffle<T>(list: readonly T[]): T[];
  /**
   * A message id in the manner of Meta: `wamid.` and base64, in which the person's number stands in clear. `with` is
   * that number (digits), `author` who wrote the message.
   */
  newWamid(person: { with: string; author: 'handset' | 'business' }): string;
  /** So many decimal digits, the first one not 0: ids of media, templates, users. */
  newDigits(length: number): string;
  /** For signing download addresses; stays the same over restarts. */
  secret: string;
}

/** Meta's own layout, as its ids show it: tagged strings, first the person's number, then what makes it unique. */
function layOut(number: string, author: 'handset' | 'business', unique: string): string {
  const string = (text: string) =>
    Buffer.concat([Buffer.from([0x18, text.length]), Buffer.from(text, 'latin1')]);
  const side = Buffer.from([0x15, 0x02, 0x00, author === 'handset' ? 0x12 : 0x11]);
  const parts = [Buffer.from([0x1c]), string(number), side, string(unique), Buffer.from([0])];
  return `wamid.${Buffer.concat(parts).toString('base64')}`;
}

/** Opens the dice. Without `given`, the seed of the first run goes on. */
export function openDice(db: Database, given: string | undefined): Dice {
  const seed = given ?? db.setting('seed') ?? randomBytes(16).toString('hex');
  db.keepSetting('seed', seed);
  const secret = db.setting('secret') ?? randomBytes(32).toString('hex');
  db.keepSetting('secret', secret);
  const draw = () => createHash('sha256').update(`${seed}:${db.nextNumber()}`).digest();
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  // mulberry32: a public-domain generator, good enough for chances that only need to be repeatable.
  const chance = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance,
    between: (low, high) => Math.round(low + chance() * (high - low)),
    shuffle: (list) =>
      list
        .map((item) => ({ item, at: chance() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
    newWamid: ({ with: number, author }) =>
      layOut(number, author, draw().subarray(0, 10).toString('hex').toUpperCase()),
    newDigits: (length) => {
      const digits = [...draw()].map((byte) => String(byte % 10)).join('');
      return `${1 + (Number(digits[0]) % 9)}${digits.slice(1, length)}`;
    },
    secret,
  };
}
