/** Chance and ids, repeatable from a seed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from './store/database.ts';

/** Draws chances and makes ids that stay unique over restarts. */
export interface Dice {
  /** A number in [0, 1). */
  chance(): number;
  between(low: number, high: number): number;
  shuffle<T>(list: readonly T[]): T[];
  /** A message id in the manner of Meta: `wamid.` and base64. */
  newWamid(): string;
  /** So many decimal digits, the first one not 0: ids of media, templates, users. */
  newDigits(length: number): string;
  /** For signing download addresses; stays the same over restarts. */
  secret: string;
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
    newWamid: () => `wamid.${draw().subarray(0, 27).toString('base64')}`,
    newDigits: (length) => {
      const digits = [...draw()].map((byte) => String(byte % 10)).join('');
      return `${1 + (Number(digits[0]) % 9)}${digits.slice(1, length)}`;
    },
    secret,
  };
}
