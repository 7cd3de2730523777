/** Tells who sees which area; the same rule stands in the database (row-level-security.test.ts). */
import { describe, expect, it } from 'vitest';
import { seesArea } from './seen-areas.ts';

describe('an officer', () => {
  it('of the whole office sees every area, and everybody sees what lies in none', () => {
    expect(seesArea('*', '63.11.04.2003')).toBe(true);
    expect(seesArea(['63.11.05'], undefined)).toBe(true);
    expect(seesArea([], undefined)).toBe(true);
  });

  it('of a kecamatan sees its desa, and itself', () => {
    expect(seesArea(['63.11.04'], '63.11.04.2003')).toBe(true);
    expect(seesArea(['63.11.05', '63.11.04'], '63.11.04')).toBe(true);
  });

  it('sees no area beside their own, nor one whose number only begins alike, nor the one above', () => {
    expect(seesArea(['63.11.04'], '63.11.05.2001')).toBe(false);
    expect(seesArea(['63.11.04.200'], '63.11.04.2003')).toBe(false);
    expect(seesArea(['63.11.04.2003'], '63.11.04')).toBe(false);
    expect(seesArea([], '63.11.04')).toBe(false);
  });
});
