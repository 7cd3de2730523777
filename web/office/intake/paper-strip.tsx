/** The strip of all papers of a case: small pictures with a mark of their state, and gaps where one is missing. */
import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { CaseView, Purpose } from '../../../src/http/api-types.ts';
import { fileUrl } from '../api/queries.ts';
import { paperWords } from '../case/case-words.ts';
import { reasonText } from '../case/history-list.tsx';
import { useWords } from '../i18n.ts';
import styles from './intake.module.css';
import type { Stop } from './stops.ts';

type Mark = 'accepted' | 'open' | 'asked' | 'missing' | 'tray';

function markOf(stop: Stop, view: CaseView): Mark {
  if (stop.requirementId === null) return 'tray';
  const status = view.requirements.find((one) => one.id === stop.requirementId)?.status;
  if (status === 'accepted') return 'accepted';
  if (stop.kind === 'missing') return 'missing';
  // Of several photos only the bad one was asked for again.
  return status === 'asked-again' && stop.status === 'refused' ? 'asked' : 'open';
}

function useMarkWords(view: CaseView) {
  const { t, language } = useWords();
  return (stop: Stop, mark: Mark): string => {
    if (mark === 'accepted') return t('intake.accepted');
    if (mark === 'tray') return t('intake.tray');
    if (mark === 'open') return t('intake.received');
    const requirement = view.requirements.find((one) => one.id === stop.requirementId);
    if (requirement?.status === 'asked-again')
      return t('intake.askedState', { reason: reasonText(requirement.reason, language) });
    return t('intake.missingPaper');
  };
}

/** The strip with the position at its end. */
export function PaperStrip(props: {
  view: CaseView;
  stops: readonly Stop[];
  /** Why the pictures are looked at; goes into the access log. */
  purpose: Purpose;
  chosen: string;
  onGoTo: (stop: Stop) => void;
}) {
  const { view, stops, purpose, chosen, onGoTo } = props;
  const { t, language } = useWords();
  const wordsOf = useMarkWords(view);
  const at = stops.findIndex((stop) => stop.key === chosen);
  const list = useRef<HTMLUListElement>(null);
  // The strip is narrower than its pictures: the chosen one is brought into sight, the page stays where it is.
  useEffect(() => {
    const strip = list.current;
    const thumb = strip?.children[at];
    if (strip === null || thumb === undefined) return;
    const { left, right } = thumb.getBoundingClientRect();
    const pane = strip.getBoundingClientRect();
    if (left < pane.left || right > pane.right)
      strip.scrollLeft += (left + right) / 2 - (pane.left + pane.right) / 2;
  }, [at]);
  return (
    <div className={styles.strip}>
      <ul ref={list} className="plain-list" aria-label={t('intake.strip')}>
        {stops.map((stop) => {
          const mark = markOf(stop, view);
          const name =
            stop.requirementId === null
              ? t('intake.tray')
              : paperWords(view.service, stop.requirementId, language).short;
          return (
            <li key={stop.key}>
              <button
                type="button"
                className={`${styles.thumb} ring`}
                data-mark={mark}
                aria-current={stop.key === chosen ? 'true' : undefined}
                aria-label={mark === 'tray' ? name : `${name}, ${wordsOf(stop, mark)}`}
                title={mark === 'tray' ? name : `${name}: ${wordsOf(stop, mark)}`}
                onClick={() => onGoTo(stop)}
              >
                {stop.kind === 'page' ? (
                  <img src={fileUrl(stop.page.fileId, purpose)} alt="" loading="lazy" />
                ) : (
                  <span className={styles.gap}>{name}</span>
                )}
                <span className={styles.mark} aria-hidden>
                  {mark === 'accepted' && <IconCheck size={10} stroke={3} />}
                  {mark === 'tray' && <IconQuestionMark size={10} stroke={3} />}
                  {(mark === 'asked' || mark === 'missing') && <IconAlertTriangle size={10} stroke={3} />}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <span className={`${styles.position} xs muted num`}>
        {t('intake.stripPosition', { n: at + 1, total: stops.length })} <kbd>→</kbd>
      </span>
    </div>
  );
}
