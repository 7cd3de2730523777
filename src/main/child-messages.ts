/** What the parent and its Node children say to each other over their channel. */
import type { Sentence } from './sentence.ts';

/** From a child: it serves now, or it cannot and repeating will not help. */
export type FromChild = { kind: 'ready' } | { kind: 'refused'; sentence: Sentence };

/** From the parent: finish what is under way and end. */
export type FromParent = { kind: 'stop' };
