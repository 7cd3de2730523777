/** The gallery of sample papers: complete, small, made once, and safe to show. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daysBetween } from './dates.ts';
import type { DemoFamily } from './families.ts';
import { demoFamilies } from './families.ts';
import type { GalleryEntry } from './make-sample-papers.ts';
import { makeSamplePapers } from './make-sample-papers.ts';

const dir = mkdtempSync(join(tmpdir(), 'papers-'));
let papers: GalleryEntry[];
let cpuSeconds: number;

beforeAll(async () => {
  const before = process.cpuUsage();
  papers = await makeSamplePapers(dir, { today: '2026-11-21' });
  const used = process.cpuUsage(before);
  cpuSeconds = (used.user + used.system) / 1e6;
});
afterAll(() => rmSync(dir, { recursive: true }));

const residentsOf = ({ ayah, ibu, children }: DemoFamily) => [ayah, ibu, ...children];
const titles = (family: string) =>
  papers.filter((paper) => paper.family === family).map((paper) => paper.title);

describe('the gallery', () => {
  test('has every paper of each family, and photos that should be refused', () => {
    expect(titles('tabuan')).toEqual([
      'Surat keterangan lahir',
      'Buku nikah',
      'Kartu Keluarga (lama)',
      'KTP-el ayah',
      'KTP-el ibu',
      'Buku nikah (kabur)',
      'Kartu Keluarga (lama) (terpotong)',
      'KTP-el ibu (gelap)',
    ]);
    expect(titles('kapul').slice(0, 2)).toEqual([
      'SPTJM kebenaran data kelahiran (F-2.03)',
      'SPTJM sebagai pasangan suami istri (F-2.04)',
    ]);
    expect(new Set(papers.map((paper) => paper.group)).size).toBe(3);
  });

  test('holds JPEG photos of a phone’s shape, at most 6 MB together', async () => {
    const sizes = papers.map((paper) => statSync(join(dir, paper.file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000);
    const photo = await sharp(join(dir, papers[0]!.file)).metadata();
    expect(photo).toMatchObject({ format: 'jpeg', width: 1125, height: 1500 });
  });

  test('takes at most 10 s of CPU, and nothing when it is already there', async () => {
    expect(cpuSeconds).toBeLessThan(10);
    const writtenAt = statSync(join(dir, papers[0]!.file)).mtimeMs;
    const again = await makeSamplePapers(dir, { today: '2026-11-29' });
    expect(again).toEqual(papers.map((paper) => JSON.parse(JSON.stringify(paper))));
    expect(statSync(join(dir, papers[0]!.file)).mtimeMs).toBe(writtenAt);
  });

  test('lists exactly the files of its folder', () => {
    const list = JSON.parse(readFileSync(join(dir, 'gallery.json'), 'utf8')) as GalleryEntry[];
    expect(readdirSync(dir).sort()).toEqual(
      [...list.map((paper) => paper.file), 'gallery.json', 'gallery.stamp'].sort(),
    );
  });

  test('a flawed photo really is worse: the blurred one is less sharp, the dark one has less light', async () => {
    const look = async (file: string) => {
      const { sharpness, channels } = await sharp(join(dir, file)).stats();
      return { sharpness, light: channels[0]!.mean };
    };
    const [blurred, crisp] = [await look('tabuan-buku-nikah-kabur.jpg'), await look('tabuan-buku-nikah.jpg')];
    const [dark, bright] = [await look('tabuan-ktp-ibu-gelap.jpg'), await look('tabuan-ktp-ibu.jpg')];
    expect(blurred.sharpness).toBeLessThan(crisp.sharpness / 2);
    expect(dark.light).toBeLessThan(bright.light / 3);
  });
});

describe('the families', () => {
  const everyone = demoFamilies('2026-11-21').flatMap((family) => [...residentsOf(family), ...family.saksi]);

  test('are invented: numbers of region 99, and Contoh in every name', () => {
    for (const person of everyone) {
      expect(person.nik).toMatch(/^99\d{14}$/);
      expect(person.nama).toContain('Contoh');
    }
    expect(new Set(everyone.map((person) => person.nik)).size).toBe(everyone.length);
  });

  test('have NIKs that agree with birth date and sex', () => {
    for (const person of demoFamilies('2026-11-21').flatMap(residentsOf)) {
      const [year = '', month, day] = person.tanggalLahir.split('-');
      const shown = Number(day) + (person.jenisKelamin === '2' ? 40 : 0);
      expect(person.nik.slice(6, 12)).toBe(`${`${shown}`.padStart(2, '0')}${month}${year.slice(2)}`);
    }
  });

  test.each(['2026-11-01', '2026-11-30', '2027-03-31', '2028-02-29'])(
    'on %s two births are in time and the third is late',
    (today) => {
      const ages = demoFamilies(today).map((family) => daysBetween(family.birth.tanggalLahir, today));
      expect(ages[0]).toBeLessThanOrEqual(60);
      expect(ages[1]).toBeLessThanOrEqual(60);
      expect(ages[2]).toBeGreaterThan(60);
      expect(Math.min(...ages)).toBeGreaterThan(0);
    },
  );
});
