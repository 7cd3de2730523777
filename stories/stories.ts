/** The stories that can be told: each seed retold as a run of the real system. */
import { dikJamila } from './dik-jamila.ts';
import { dikJamilaKurang } from './dik-jamila-kurang.ts';
import { proveReport } from './proofs.ts';
import type { StoryReport } from './report.ts';
import type { World } from './world.ts';

/** By name, as `npm run story -- NAME` takes it. */
export const stories: Readonly<Record<string, (world: World) => Promise<StoryReport>>> = {
  'dik-jamila': dikJamila,
  'dik-jamila-kurang': dikJamilaKurang,
};

/**
 * Tells a story, writes what it leaves into `folder`, and proves it from there. Rejects with everything that happened
 * so far when a promise was not kept.
 */
export async function tellStory(world: World, name: string, folder: string): Promise<StoryReport> {
  try {
    const report = await stories[name]!(world);
    await world.write(folder, report);
    await proveReport(world, folder);
    await world.writeTimeline(folder, report);
    return report;
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${message}\n${world.book.lines()}\n${await world.complaints()}`, { cause: error });
  }
}
