/** Areas of one regency from the national list (npm package `idn-area-data`, ODbL), read line by line once. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Desa } from '../../domain/conversation/desa-names.ts';

/** One area as the reference table keeps it; codes with dots. */
export interface Area {
  code: string;
  name: string;
  level: 'provinsi' | 'kabupaten' | 'kecamatan' | 'desa';
}

const files: { file: string; level: Area['level'] }[] = [
  { file: 'provinces.csv', level: 'provinsi' },
  { file: 'regencies.csv', level: 'kabupaten' },
  { file: 'districts.csv', level: 'kecamatan' },
  { file: 'villages.csv', level: 'desa' },
];

function belongs(code: string, regencyCode: string): boolean {
  return regencyCode === code || regencyCode.startsWith(`${code}.`) || code.startsWith(`${regencyCode}.`);
}

const folder = new URL('../data/', import.meta.resolve('idn-area-data'));

/** The columns of each line of a file, heading included. */
async function* linesOf(file: string): AsyncGenerator<string[]> {
  const input = createReadStream(fileURLToPath(new URL(file, folder)));
  for await (const line of createInterface({ input })) yield line.split(',');
}

/** The codes of all regencies, with dots. */
export async function readRegencyCodes(): Promise<string[]> {
  const codes: string[] = [];
  for await (const [code = ''] of linesOf('regencies.csv')) if (/^\d/u.test(code)) codes.push(code);
  return codes;
}

/** The regency itself, its province, and everything in it. */
export async function readAreas(regencyCode: string): Promise<Area[]> {
  const areas: Area[] = [];
  for (const { file, level } of files) {
    for await (const columns of linesOf(file)) {
      const [code = ''] = columns;
      if (/^\d/u.test(code) && belongs(code, regencyCode)) {
        areas.push({ code, name: columns.at(-1)!.trim(), level });
      }
    }
  }
  return areas;
}

/** The desas among areas (names by their codes), each with the name of its kecamatan. */
export function desasAmong(names: ReadonlyMap<string, string>): Desa[] {
  return [...names].flatMap(([code, name]) => {
    const kecamatan = names.get(code.slice(0, 'NN.NN.NN'.length));
    return code.length === 'NN.NN.NN.NNNN'.length && kecamatan !== undefined
      ? [{ code, name, kecamatan }]
      : [];
  });
}
