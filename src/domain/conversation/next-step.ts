/** Where the talk goes on: the next question of a case, its missing papers, its summary, rest, or the menu. */
import { awaitsResident, nextField, stillMissing } from './case-view.ts';
import { takeInLoosePapers } from './paper-matching.ts';
import { go, putAside, remember, type Scene, skippedOf, takeUp } from './scene.ts';
import type { CaseEntry } from './types.ts';

/** Goes to the menu with nothing in hand; whoever has not agreed to the present consent text is asked first. */
export function toMenu(scene: Scene): Scene {
  const hasAgreed = scene.state.consent === scene.context.office.consentVersion;
  return go(putAside(scene), hasAgreed ? 'menu' : 'consent');
}

/** Goes to what the current case needs next; without one, to rest. */
export function proceed(scene: Scene): Scene {
  const { view, context } = scene;
  if (view === undefined) return go(scene, 'resting');
  const skipped = skippedOf(scene);
  const isMissing = stillMissing(view, skipped, context.today) > 0;
  if (view.status === 'draft') {
    const field = nextField(view, skipped, context.today);
    if (field !== undefined) return go(scene, 'question', { field });
    return go(scene, isMissing ? 'papers' : 'summary');
  }
  const isOpen = view.status === 'submitted' || view.status === 'incomplete';
  return go(scene, isOpen && isMissing ? 'papers' : 'resting');
}

/** Goes on with a case that exists. What was put off is asked for again; files that waited come along. */
export function continueCase(scene: Scene, entry: CaseEntry): Scene {
  const taken = remember(takeUp(scene, entry), { skipped: [] });
  return proceed(awaitsResident(entry.state) ? takeInLoosePapers(taken) : taken);
}
