/** The stories that can be told: each seed retold as a run of the real system. */
import { dikJamila } from './dik-jamila.ts';
import { dikJamilaKurang } from './dik-jamila-kurang.ts';
import type { StoryReport, World } from './world.ts';

/** By name, as `npm run story -- NAME` takes it. */
export const stories: Readonly<Record<string, (world: World) => Promise<StoryReport>>> = {
  'dik-jamila': dikJamila,
  'dik-jamila-kurang': dikJamilaKurang,
};
