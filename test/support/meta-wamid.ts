/** Ids of messages as Meta makes them: base64 in which the number of the resident stands in clear. */

let count = 0;

/** A new id. `who`: the number, or the user id of a resident without one. */
export function metaWamid(who: string): string {
  count += 1;
  const name = Buffer.from(who, 'latin1');
  const unique = Buffer.from(count.toString(16).toUpperCase().padStart(20, '0'), 'latin1');
  const head = Buffer.from([0x1c, 0x18, name.length]);
  const between = Buffer.from([0x15, 0x02, 0x00, 0x12, 0x18, unique.length]);
  return `wamid.${Buffer.concat([head, name, between, unique, Buffer.from([0])]).toString('base64')}`;
}
