/** Puts a photo that nobody has placed to the paper it is: one tap, or one digit. */
import { Button } from '@mantine/core';
import type { CaseView } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { say } from '../../ui/say.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Tag } from '../../ui/tag.tsx';
import { useAct } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './intake.module.css';
import { nextOpenStop, type Stop } from './stops.ts';

/** The card beside an unplaced photo. */
export function MatchCard(props: {
  view: CaseView;
  stop: Extract<Stop, { kind: 'page' }>;
  stops: readonly Stop[];
  onGoTo: (stop: Stop | undefined) => void;
}) {
  const { view, stop, stops, onGoTo } = props;
  const { t, language } = useWords();
  const act = useAct(view.id);
  // What is missing is most likely what this photo is.
  const weight = (status: string) => (status === 'missing' || status === 'asked-again' ? 0 : 1);
  const choices = [...view.requirements].sort((a, b) => weight(a.status) - weight(b.status));
  const after = nextOpenStop(stops, view, stop);
  const match = (requirementId: string) =>
    act.mutate(
      { act: 'assign-attachment', body: { attachmentId: stop.paperId, requirementId } },
      {
        onSuccess: () => {
          say(t('intake.matched', { paper: paperWords(view.service, requirementId, language).short }));
          if (after?.requirementId === null) onGoTo(after);
        },
      },
    );
  const takeOut = () =>
    act.mutate(
      { act: 'withdraw-attachment', body: { attachmentId: stop.paperId } },
      { onSuccess: () => say(t('intake.notPartDone')) },
    );
  useShortcuts(
    Object.fromEntries(choices.slice(0, 9).map((one, at) => [String(at + 1), () => match(one.id)])),
  );
  return (
    <section className={`card ${styles.fields}`} aria-labelledby="match-title">
      <div className="card-head">
        <h2 id="match-title">{t('intake.trayTitle')}</h2>
      </div>
      <div className={styles.match}>
        <Note tone="info">{t('intake.trayHelp')}</Note>
        <ol className="plain-list">
          {choices.map((one, at) => (
            <li key={one.id}>
              <button type="button" className="ring" disabled={act.isPending} onClick={() => match(one.id)}>
                <kbd>{at + 1}</kbd>
                <span className="grow">{paperWords(view.service, one.id, language).label}</span>
                {weight(one.status) === 0 && <Tag tone="warn">{t('intake.missingPaper')}</Tag>}
              </button>
            </li>
          ))}
        </ol>
        <ProblemNote error={act.error} />
        <Button variant="subtle" color="danger" onClick={takeOut} disabled={act.isPending}>
          {t('intake.notPart')}
        </Button>
      </div>
    </section>
  );
}
