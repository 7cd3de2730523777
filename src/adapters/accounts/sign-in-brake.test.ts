/** The brake slows guessing at one name down and lets its owner in again soon. */
import { describe, expect, it } from 'vitest';
import { createSignInBrake } from './sign-in-brake.ts';

describe('given failed sign-ins', () => {
  it('nine do not stop the name, the tenth does, and after five minutes it is free', () => {
    let now = 0;
    const brake = createSignInBrake(() => now);
    for (let failure = 0; failure < 9; failure++) brake.failed('siti');
    expect(brake.waitSeconds('siti')).toBe(0);
    brake.failed('SITI');
    expect(brake.waitSeconds('Siti')).toBe(300);
    expect(brake.waitSeconds('budi')).toBe(0);
    now = 299_000;
    expect(brake.waitSeconds('siti')).toBe(1);
    now = 300_000;
    expect(brake.waitSeconds('siti')).toBe(0);
  });

  it('a success wipes them out', () => {
    const brake = createSignInBrake(() => 0);
    for (let failure = 0; failure < 9; failure++) brake.failed('siti');
    brake.succeeded('siti');
    brake.failed('siti');
    expect(brake.waitSeconds('siti')).toBe(0);
  });

  it('ten thousand other names do not grow its memory: the oldest is forgotten', () => {
    const brake = createSignInBrake(() => 0);
    for (let failure = 0; failure < 10; failure++) brake.failed('siti');
    for (let name = 0; name < 9_999; name++) brake.failed(`name${name}`);
    expect(brake.waitSeconds('siti')).toBeGreaterThan(0);
    brake.failed('one more');
    expect(brake.waitSeconds('siti')).toBe(0);
  });
});
