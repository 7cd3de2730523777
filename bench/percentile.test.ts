import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.ts';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the value that so many percent do not exceed, whatever the order', () => {
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile(hundred, 95)).toBe(95);
    expect(percentile(hundred, 100)).toBe(100);
  });

  it('sorts by size, not by text', () => {
    expect(percentile([9, 10, 100], 50)).toBe(10);
  });

  it('given few values, is one of them and never lies between two', () => {
    expect(percentile([1, 1000], 95)).toBe(1000);
    expect(percentile([1, 1000], 50)).toBe(1);
    expect(percentile([7], 99)).toBe(7);
  });

  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    percentile(values, 50);
    expect(values).toEqual([3, 1, 2]);
  });

  it('given nothing, or a percent that is none, throws instead of promising 0 ms', () => {
    expect(() => percentile([], 99)).toThrow();
    expect(() => percentile([1], 0)).toThrow();
    expect(() => percentile([1], 101)).toThrow();
  });
});
