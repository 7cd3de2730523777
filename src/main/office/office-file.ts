/** Reads the file that an office is set up from, and names in Indonesian the first field that is not right. */
import { readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';

const text = (minLength: number) =>
  Type.String({ minLength, description: `teks, paling sedikit ${minLength} huruf` });
const words = Type.String({ description: 'teks' });
const minuteOfDay = (minimum: number, maximum: number) =>
  Type.Integer({
    minimum,
    maximum,
    description: `bilangan bulat ${minimum} sampai ${maximum} (menit sejak tengah malam)`,
  });

/** What the file says about the office; hours are minutes of the day, days 1 = Monday. */
const OfficeFile = Type.Object({
  name: text(3),
  regencyName: text(3),
  utcOffsetMinutes: Type.Union([Type.Literal(420), Type.Literal(480), Type.Literal(540)], {
    description: '420 (WIB), 480 (WITA) atau 540 (WIT)',
  }),
  profile: Type.Object(
    {
      serviceName: words,
      address: words,
      phone: words,
      hoursText: words,
      workdays: Type.Array(
        Type.Integer({ minimum: 1, maximum: 7, description: 'bilangan 1 (Senin) sampai 7 (Minggu)' }),
        { minItems: 1, description: 'daftar hari kerja, misalnya [1, 2, 3, 4, 5]' },
      ),
      opensAtMinute: minuteOfDay(0, 1439),
      closesAtMinute: minuteOfDay(1, 1440),
      retentionDays: Type.Integer({ minimum: 1, description: 'bilangan bulat, paling sedikit 1 (hari)' }),
      consentVersion: words,
      closedDays: Type.Array(
        Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'tanggal seperti "2026-12-24"' }),
        { description: 'daftar tanggal, boleh kosong: []' },
      ),
    },
    { description: 'kelompok isian dalam { }' },
  ),
  admin: Type.Object(
    {
      username: Type.String({ minLength: 3, maxLength: 30, description: 'teks, 3 sampai 30 huruf' }),
      name: text(2),
    },
    { description: 'kelompok isian dalam { }' },
  ),
});

/** What the file holds. */
export type OfficeFile = Static<typeof OfficeFile>;

/** The file, or the Indonesian sentence about what is wrong with it. */
export type OfficeFileOutcome = { ok: true; file: OfficeFile } | { ok: false; sentence: string };

const EXAMPLE = 'contohnya ada di docs/new-office.md.';

/** Reads and checks the file at `path`. */
export async function readOfficeFile(path: string): Promise<OfficeFileOutcome> {
  let file: unknown;
  try {
    file = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return { ok: false, sentence: `Berkas ${path} tidak ada atau bukan JSON yang utuh: ${EXAMPLE}` };
  }
  const fault = findFault(file);
  if (fault) return { ok: false, sentence: `Berkas kantor belum benar: ${fault}; ${EXAMPLE}` };
  return { ok: true, file: file as OfficeFile };
}

function findFault(file: unknown): string | undefined {
  if (Check(OfficeFile, file)) {
    const { opensAtMinute, closesAtMinute } = file.profile;
    if (opensAtMinute < closesAtMinute) return undefined;
    return '"profile.closesAtMinute" harus sesudah "profile.opensAtMinute"';
  }
  const [first] = Errors(OfficeFile, file);
  if (first === undefined) return 'isinya tidak dikenal';
  const path = first.instancePath.split('/').filter((part) => part !== '');
  const { requiredProperties } = first.params as { requiredProperties?: readonly string[] };
  const missing = requiredProperties?.[0];
  if (missing !== undefined) path.push(missing);
  if (path.length === 0) return 'isinya bukan kelompok isian dalam { }';
  const expected = descriptionOf(path);
  const field = `"${path.join('.')}"`;
  const what = missing === undefined ? `${field} harus berisi` : `${field} belum ada, isi dengan`;
  return `${what} ${expected}`;
}

/** As much of a schema as leads to the words that describe one field. */
interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
}

function descriptionOf(path: readonly string[]): string {
  let at: Described | undefined = OfficeFile as Described;
  for (const part of path) at = at?.properties?.[part] ?? at?.items;
  return at?.description ?? 'nilai yang benar';
}
