/** The papers of a case by requirement, to look at one by one. */
import { useState } from 'react';
import type { CaseView } from '../../../src/http/api-types.ts';
import { PageViewer } from '../../ui/page-viewer.tsx';
import { fileUrl } from '../api/queries.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { PaperStrip } from '../intake/paper-strip.tsx';
import { stopsThrough } from '../intake/stops.ts';
import styles from './cases.module.css';

/** Strip below, chosen page above. */
export function PapersSection({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const stops = stopsThrough(view);
  const [chosen, setChosen] = useState<string>();
  const stop = stops.find((one) => one.key === chosen) ?? stops.find((one) => one.kind === 'page');
  if (stops.length === 0) return null;
  const name =
    stop?.requirementId === null || stop === undefined
      ? t('intake.tray')
      : paperWords(view.service, stop.requirementId, language).label;
  return (
    <section className="card no-print" aria-labelledby="papers">
      <div className="card-head">
        <h2 id="papers">{t('page.papers')}</h2>
      </div>
      {stop?.kind === 'page' && (
        <div className={styles.viewer}>
          <PageViewer
            page={{
              src: fileUrl(stop.page.fileId, 'history'),
              widthPx: stop.page.widthPx,
              heightPx: stop.page.heightPx,
            }}
            alt={name}
            words={{ larger: t('case.larger'), smaller: t('case.smaller'), turn: t('case.turn') }}
            head={<h3>{name}</h3>}
          />
        </div>
      )}
      {stop?.kind === 'missing' && (
        <p className={`${styles.padded} muted`}>{t('intake.missingHelp', { paper: name })}</p>
      )}
      <PaperStrip
        view={view}
        stops={stops}
        purpose="history"
        chosen={stop?.key ?? ''}
        onGoTo={(next) => setChosen(next.key)}
      />
    </section>
  );
}
