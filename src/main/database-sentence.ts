/** Why PostgreSQL cannot be used, in a sentence that names the setting to look at. */
import { isDatabaseAway } from '../adapters/postgres/database-away.ts';
import type { Sentence } from './sentence.ts';

/** The sentence for an error of a connection, with the variables that hold its address; undefined for anything else. */
export function describeConnectionError(error: unknown, names: readonly string[]): Sentence | undefined {
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  if (['28P01', '28000'].includes(code)) {
    return {
      id: `PostgreSQL menolak peran atau kata sandi dari ${names.join(' atau ')}: perbaiki.`,
      en: `PostgreSQL refuses the role or password of ${names.join(' or ')}: correct it.`,
    };
  }
  if (code === '3D000') {
    return {
      id: `Basis data yang disebut ${names.join(' atau ')} tidak ada di PostgreSQL itu: perbaiki namanya atau buat.`,
      en: `The database that ${names.join(' or ')} names does not exist at that PostgreSQL: correct its name or create it.`,
    };
  }
  // A socket that is not there and a name without an address are no outage, but they are met the same way.
  if (isDatabaseAway(error) || ['ENOTFOUND', 'ENOENT'].includes(code)) {
    return {
      id: `PostgreSQL tidak menjawab di alamat ${names.join(' atau ')}: periksa alamatnya dan apakah servernya menyala.`,
      en: `PostgreSQL does not answer at the address of ${names.join(' or ')}: check the address and whether it runs.`,
    };
  }
  return cause === undefined ? undefined : describeConnectionError(cause, names);
}
