/** The clock on the office's wall: what every page shows, wherever the device of its reader stands. */

const MINUTE = 60_000;

/** `WIB`, `WITA` or `WIT`; other offsets by their hours. */
export function zoneName(utcOffsetMinutes: number): string {
  const known = new Map([
    [420, 'WIB'],
    [480, 'WITA'],
    [540, 'WIT'],
  ]);
  return known.get(utcOffsetMinutes) ?? `UTC${utcOffsetMinutes < 0 ? '' : '+'}${utcOffsetMinutes / 60}`;
}

/**
 * Words for an instant (milliseconds) at the office. While the office is not known (`undefined`), the device's own
 * clock counts.
 */
export function formatAtOffice(
  instant: number,
  utcOffsetMinutes: number | undefined,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  if (utcOffsetMinutes === undefined) return new Intl.DateTimeFormat(locale, options).format(instant);
  // Shifted and read as UTC: the zones of Indonesia know no summer time.
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(
    instant + utcOffsetMinutes * MINUTE,
  );
}
