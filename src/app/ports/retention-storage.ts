/** What the office's database erases when its time is over. */
import type { Retained } from '../../domain/office/retention.ts';

export interface RetentionStore {
  /**
   * Erases at most `limit` things of this kind that were over before that instant, oldest first; answers how many.
   * Less than `limit` means that none is left. Done twice it finds nothing.
   */
  erase(what: Retained, before: Date, limit: number, now: Date): Promise<number>;
  /** Cases that were handed in, wait for their resident alone, and of which nothing was heard since `before`. */
  silentCases(before: Date, limit: number): Promise<string[]>;
}
