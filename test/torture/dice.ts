/** Chance that can be repeated: the same seed gives the same plan, each stream drawing from dice of its own. */
import { createHash } from 'node:crypto';

/** A row of draws. */
export class Dice {
  readonly #seed: string;
  #drawn = 0;

  constructor(seed: string | number) {
    this.#seed = String(seed);
  }

  /** Further dice, independent of how often these are thrown. */
  fork(name: string): Dice {
    return new Dice(`${this.#seed}/${name}`);
  }

  /** A number in [0, 1). */
  next(): number {
    this.#drawn += 1;
    return createHash('sha256').update(`${this.#seed}#${this.#drawn}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with this probability. */
  isLucky(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)]!;
  }
}
