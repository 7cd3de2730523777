/** Percentiles of measured latencies. */

/**
 * The smallest measured value that at least `percent` of all values do not exceed (nearest rank). A percentile is
 * always a value that occurred. Throws without values: a percentile of nothing would look like a very good one.
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('a percentile needs at least one value');
  if (!(percent > 0 && percent <= 100)) throw new Error(`no such percentile: ${percent}`);
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;
}
