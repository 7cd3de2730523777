/** Which areas an officer sees: a whole regency, some kecamatan, or single desa. The database asks the same. */

/** Whether somebody who has these areas sees `area` (codes with dots). What lies in no known area is seen by all. */
export function seesArea(areas: readonly string[] | '*', area: string | undefined): boolean {
  if (areas === '*' || area === undefined) return true;
  return areas.some((mine) => area === mine || area.startsWith(`${mine}.`));
}
