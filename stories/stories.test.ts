/** The stories, told as tests: real HTTP from the webhook to the PDF at the handset. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveReport } from './proofs.ts';
import type { StoryReport } from './report.ts';
import { hasBrowser } from './signer-phone.ts';
import { stories, tellStory } from './stories.ts';
import { World } from './world.ts';

let world: World;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sampai-stories-'));
}, 120_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(Object.keys(stories))('the story %s', (name) => {
  let folder: string;
  beforeAll(async () => {
    folder = join(root, name);
    world = await World.open();
  }, 120_000);
  afterAll(() => world?.close());

  it('ends with two signed PDFs in the phone and a KIA that waits', async () => {
    const report = await tellStory(world, name, folder);

    expect(report.documents.map((document) => document.type).sort()).toEqual(['akta-kelahiran', 'kk']);
    expect(report.cards).toEqual([expect.objectContaining({ type: 'kia', status: 'waiting' })]);
    expect((await readdir(folder)).filter((file) => file.endsWith('.pdf')).sort()).toEqual(
      report.documents.map(({ file }) => file).sort(),
    );
    expect(new Set(report.photos.map(({ sha256 }) => sha256)).size).toBe(5);
    const needed = ['buktiNikah', 'kk', 'ktpAyah', 'ktpIbu', 'suratLahir'];
    expect(report.photos.map(({ requirement }) => requirement).sort()).toEqual(needed);
  }, 360_000);

  it('leaves a timeline without PIN, passphrase or whole numbers of persons', async () => {
    const timeline = await readFile(join(folder, 'timeline.md'), 'utf8');
    const { caseNumber, documents } = JSON.parse(
      await readFile(join(folder, 'report.json'), 'utf8'),
    ) as StoryReport;
    expect(timeline).toContain(caseNumber);
    for (const { file } of documents) {
      expect(timeline).toContain(
        `SAMPAI_TRUST_DIR="${folder}/trust" npm run sampai -- verify "${folder}/${file}"`,
      );
    }
    expect(await readdir(join(folder, 'trust'))).toEqual(['ca-pelatihan.pem']);
    for (const { number } of documents) expect(timeline).toContain(number);
    const withoutDocuments = documents.reduce((text, { number }) => text.replaceAll(number, ''), timeline);
    expect(withoutDocuments).not.toMatch(/\d{16}/u);
    expect(timeline).not.toMatch(/482916|frasa-peragaan|undefined/u);
  });

  it('would not pass with the two PDFs exchanged', async () => {
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as StoryReport;
    const [one, other] = report.documents as [StoryReport['documents'][0], StoryReport['documents'][0]];
    const exchanged = { ...report, documents: [{ ...one, file: other.file }, other] };
    await writeFile(join(folder, 'report.json'), JSON.stringify(exchanged));
    await expect(proveReport(world, folder)).rejects.toThrow('is the one of the report');
  });
});

describe.runIf(hasBrowser)('the signer of dik-jamila-kurang', () => {
  it('signs on the screen of a real phone', async () => {
    const folder = join(root, 'dik-jamila-kurang');
    expect(await readFile(join(folder, 'timeline.md'), 'utf8')).toContain('ponsel di Banjarmasin');
    for (const picture of ['ponsel-membaca.png', 'ponsel-hasil.png'])
      expect((await readFile(join(folder, picture))).subarray(1, 4).toString()).toBe('PNG');
  });
});
