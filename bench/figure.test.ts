import { describe, expect, it } from 'vitest';
import { figure } from './figure.ts';

describe('a figure', () => {
  it('given a lower bound, is met from the bound upwards', () => {
    const target = { atLeast: 600 };
    expect(figure('acknowledgements', 600, '/CPU-s', { target })).toMatchObject({
      target: '≥ 600',
      met: true,
    });
    expect(figure('acknowledgements', 599.9, '/CPU-s', { target }).met).toBe(false);
  });

  it('given an upper bound, is met up to the bound', () => {
    const target = { atMost: 100 };
    expect(figure('p99', 100, 'ms', { target })).toMatchObject({ target: '≤ 100', met: true });
    expect(figure('p99', 100.1, 'ms', { target }).met).toBe(false);
  });

  it('is judged by what was measured, not by what is printed', () => {
    expect(figure('p99', 100.04, 'ms', { target: { atMost: 100 } })).toMatchObject({
      value: 100,
      met: false,
    });
  });

  it('given an anchor, tells the ratio to it', () => {
    const anchor = { name: 'signature', value: 1.6, unit: 'ms' };
    expect(figure('flow', 24, 'ms', { anchor }).ratio).toBe(15);
  });

  it('given nothing measured, is neither met nor missed and has no ratio', () => {
    const anchor = { name: 'signature', value: 1.6, unit: 'ms' };
    const made = figure('database', undefined, 'ms', { anchor, target: { atMost: 12 } });
    expect(made).toMatchObject({ value: 'not measured', met: null, ratio: null, target: '≤ 12' });
  });

  it('without target and anchor, is a plain figure', () => {
    expect(figure('handled', 1234.5678, 'messages')).toEqual({
      name: 'handled',
      value: 1235,
      unit: 'messages',
      anchor: null,
      ratio: null,
      target: null,
      met: null,
    });
  });
});
