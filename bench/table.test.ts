import { describe, expect, it } from 'vitest';
import { figure } from './figure.ts';
import { tableOf } from './table.ts';

describe('the table', () => {
  const anchor = { name: 'without database', value: 8000, unit: '/CPU-s' };
  const table = tableOf([
    figure('durable acknowledgements', 2400, '/CPU-s', { anchor, target: { atLeast: 600 } }),
    figure('p99', 140, 'ms', { target: { atMost: 100 } }),
    figure('database', undefined, 'ms', { target: { atMost: 12 } }),
  ]).split('\n');

  it('has a line for each figure under its headings', () => {
    expect(table).toHaveLength(5);
    expect(table[0]).toMatch(/^figure +value +unit +target +met +ratio +anchor$/u);
  });

  it('tells value, target, ratio and anchor', () => {
    expect(table[2]).toMatch(
      /^durable acknowledgements +2400 +\/CPU-s +≥ 600 +yes +0\.3 +without database: 8000 \/CPU-s$/u,
    );
  });

  it('shouts what misses its target and stays silent where nothing was measured', () => {
    expect(table[3]).toMatch(/^p99 +140 +ms +≤ 100 +NO$/u);
    expect(table[4]).toMatch(/^database +not measured +ms +≤ 12$/u);
  });

  it('keeps its columns: every value ends where the heading ends', () => {
    const end = table[0]!.indexOf('value') + 'value'.length;
    for (const line of table.slice(2)) expect(line.slice(0, end)).toMatch(/\S$/u);
  });
});
