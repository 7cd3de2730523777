/** How one case is named among several: in a sentence, and as a row of a list. */
import { fillSlots } from '../refusal.ts';
import { type CaseView, subjectOf, viewOf } from './case-view.ts';
import { type Option, type Scene, wordsFor } from './scene.ts';
import { shownText } from './shown-value.ts';
import type { CaseEntry } from './types.ts';

/** `*B-2611-00482* · Akta kelahiran, Aisyah`. */
export function caseTitle(scene: Scene, view: CaseView): string {
  const subject = subjectOf(view);
  return fillSlots(wordsFor(scene).status.title, {
    number: view.number,
    service: view.service.words[scene.state.language].menu,
    subject: subject === undefined ? '' : `, ${shownText(subject, 40)}`,
  });
}

/** A case as a row among several. */
export function caseOption(scene: Scene, entry: CaseEntry): Option {
  const view = viewOf(entry);
  const menu = view.service.words[scene.state.language].menu;
  const { short } = wordsFor(scene).status;
  const isWaiting = view.status === 'submitted' && view.takenBy === undefined;
  return {
    value: entry.state.id,
    title: shownText(subjectOf(view) ?? menu, 24),
    description: `${view.number} · ${menu} · ${isWaiting ? short.waiting : short[view.status]}`,
  };
}
