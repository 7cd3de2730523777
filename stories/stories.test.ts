/** The stories, told as tests: real HTTP from the webhook to the PDF at the handset. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stories } from './stories.ts';
import { World } from './world.ts';

let world: World;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-stories-'));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(Object.keys(stories))('the story %s', (name) => {
  beforeAll(async () => {
    world = await World.open();
  }, 120_000);
  afterAll(() => world.close());

  it('ends with two signed PDFs in the phone and a KIA that waits', async () => {
    const report = await stories[name]!(world).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${world.timeline()}\n${await world.complaints()}`);
    });
    await world.write(join(folder, name), report);

    expect(report.documents.map((document) => document.type).sort()).toEqual(['akta-kelahiran', 'kk']);
    expect(report.cards).toEqual([{ type: 'kia', status: 'waiting' }]);
    expect((await readdir(join(folder, name))).filter((file) => file.endsWith('.pdf'))).toHaveLength(2);
    expect(await readFile(join(folder, name, 'timeline.md'), 'utf8')).toContain(report.caseNumber);
  }, 240_000);
});
