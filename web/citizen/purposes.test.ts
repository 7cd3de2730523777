/** What residents are told of looks at their data: that somebody looked, not that something was done. */
import { expect, it } from 'vitest';
import type { Purpose } from '../../src/http/api-types.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

/** Every purpose that officers open a case for; the type demands the whole list. */
const opened: Record<Purpose, true> = {
  intake: true,
  'siak-entry': true,
  verification: true,
  signing: true,
  'hand-over': true,
  history: true,
  'hand-over-chat': true,
};

it.each([...Object.keys(opened), 'print', 'settle-message'])('%s is said as a look', (purpose) => {
  expect(id.track.purposes[purpose]).toMatch(/\b[Dd]i(?:buka|baca|cetak|periksa)\b/u);
  expect(id.track.purposes[purpose]).not.toMatch(/menyerahkan|menandatangani|memverifikasi/iu);
  expect(en.track.purposes[purpose]).toMatch(/\b(?:opened|read|printed|checked)\b/iu);
});
