/** `npm run story -- NAME|all [--out DIR]`: runs stories on a whole Sampai and writes what happened. */
import { join } from 'node:path';
import { stories, tellStory } from './stories.ts';
import { World } from './world.ts';

const args = process.argv.slice(2);
const outAt = args.indexOf('--out');
const out = outAt >= 0 ? args[outAt + 1]! : 'out/stories';
const wanted = args[0];
const names = wanted === 'all' ? Object.keys(stories) : [wanted ?? ''];

for (const name of names) {
  if (!Object.hasOwn(stories, name)) {
    console.error(`Cerita yang ada: ${Object.keys(stories).join(', ')}, all`);
    process.exit(64);
  }
  const world = await World.open();
  try {
    const folder = join(out, name);
    const report = await tellStory(world, name, folder);
    const signed = report.documents.map((one) => `${one.type} ${one.number}`).join(', ');
    console.log(
      `${name}: ${report.caseNumber}, ${signed}; ${report.messagesOut} pesan; ${folder}/timeline.md`,
    );
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    process.exitCode = 1;
  } finally {
    await world.close();
  }
}
