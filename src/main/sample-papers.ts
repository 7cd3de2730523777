/** Fills the gallery of the demo phones in a process of its own, whose memory goes when it is done. */
import { makeSamplePapers } from '../simulators/papers/make-sample-papers.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('expected the folder of the gallery');
await makeSamplePapers(folder);
