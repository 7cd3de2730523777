/** The colour tokens keep the contrast that WCAG 2.2 AA asks for (1.4.3, 1.4.11). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/(--[a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [one, other].map((name) => luminance(tokens.get(name)!)).sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('colour tokens', () => {
  it.each([
    ['--ink', '--paper'],
    ['--ink', '--ground'],
    ['--muted', '--paper'],
    ['--muted', '--ground'],
    ['--brand-900', '--paper'],
    ['--brand-700', '--paper'],
    ['--brand-700', '--brand-50'],
    ['--brand-600', '--paper'],
    ['--ok', '--paper'],
    ['--bad', '--paper'],
    ['--ok-text', '--ok-bg'],
    ['--warn-text', '--warn-bg'],
    ['--bad-text', '--bad-bg'],
    ['--info-text', '--info-bg'],
    ['--quiet-text', '--quiet-bg'],
  ])('text in %s is readable on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['--line-strong', '--paper'],
    ['--line-strong', '--ground'],
    ['--focus', '--ink'],
  ])('the outline %s is visible beside %s', (outline, ground) => {
    expect(contrast(outline, ground)).toBeGreaterThanOrEqual(3);
  });

  it('the figures in the comments are the measured ones', () => {
    const noted = [...css.matchAll(/(--[a-z0-9-]+): #[0-9a-f]{6}; \/\* (\d+\.\d)/g)];
    expect(noted.length).toBeGreaterThan(5);
    for (const [, name, figure] of noted)
      expect([name, contrast(name!, '--paper').toFixed(1)]).toEqual([name, figure]);
  });
});
