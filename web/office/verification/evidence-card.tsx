/** What the draft is held against: who entered it, the fields, and the papers themselves. */
import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { PageViewer } from '../../ui/page-viewer.tsx';
import { ScrollPane } from '../../ui/scroll-pane.tsx';
import { fileUrl } from '../api/queries.ts';
import { fieldWords, paperWords } from '../case/case-words.ts';
import { FieldRow } from '../fields/field-row.tsx';
import { useWords } from '../i18n.ts';
import { RevealButton } from '../intake/fields-card.tsx';
import { PaperStrip } from '../intake/paper-strip.tsx';
import { stopsThrough } from '../intake/stops.ts';
import styles from './verification.module.css';

/** Facts about the draft: entry, number, papers, and what the machine compared when the PDF came. */
function Checks({ view, document }: { view: CaseView; document: DocumentView }) {
  const { t, language } = useWords();
  const produced = view.service.produces.find((one) => one.document.id === document.documentId);
  const accepted = view.requirements.filter((one) => one.status === 'accepted').length;
  const compared = produced?.mustShow
    .map((field) => fieldWords(view.service, field, language).label)
    .join(', ');
  return (
    <div className={styles.checks}>
      <div className="fact">
        <span>{t('verification.entered')}</span>
        <span>
          {view.people[document.enteredBy ?? ''] ?? t('page.none')}
          {document.draft !== undefined && document.draft.version > 1 && (
            <> · {t('verification.version', { n: document.draft.version })}</>
          )}
        </span>
      </div>
      <div className="fact">
        <span>{t('verification.number')}</span>
        <b className="num">{document.number}</b>
      </div>
      <div className="fact">
        <span>{t('verification.papers')}</span>
        <span>{t('verification.papersOk', { n: accepted, total: view.requirements.length })}</span>
      </div>
      {compared !== undefined && compared !== '' && (
        <p className={styles.machine}>
          <IconCircleCheck size={16} aria-hidden />
          <span>
            {t('verification.machine')}: {compared}
          </span>
        </p>
      )}
    </div>
  );
}

function Papers({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const stops = stopsThrough(view).filter((stop) => stop.kind === 'page');
  const [chosen, setChosen] = useState(stops[0]?.key ?? '');
  const stop = stops.find((one) => one.key === chosen);
  if (stop === undefined) return null;
  const name =
    stop.requirementId === null
      ? t('intake.tray')
      : paperWords(view.service, stop.requirementId, language).label;
  return (
    <div className={styles.papers}>
      <PageViewer
        page={{
          src: fileUrl(stop.page.fileId, 'verification'),
          widthPx: stop.page.widthPx,
          heightPx: stop.page.heightPx,
        }}
        alt={name}
        hasKeys={false}
        words={{ larger: t('case.larger'), smaller: t('case.smaller'), turn: t('case.turn') }}
        head={<h3>{name}</h3>}
      />
      <PaperStrip
        view={view}
        stops={stops}
        purpose="verification"
        chosen={chosen}
        onGoTo={(next) => setChosen(next.key)}
      />
    </div>
  );
}

/** Fields or papers, one at a time, with the facts above. */
export function EvidenceCard(props: {
  view: CaseView;
  document: DocumentView;
  isRevealed: boolean;
  onReveal: () => void;
}) {
  const { view, document, isRevealed, onReveal } = props;
  const { t, language } = useWords();
  const [shown, setShown] = useState<'fields' | 'papers'>('fields');
  return (
    <section className={`card ${styles.evidence}`} aria-label={t('verification.checks')}>
      <Checks view={view} document={document} />
      <div className={styles.switch}>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'fields', label: t('verification.fields') },
            { value: 'papers', label: t('verification.attachments') },
          ]}
        />
        {shown === 'fields' && <RevealButton view={view} isRevealed={isRevealed} onReveal={onReveal} />}
      </div>
      {shown === 'papers' ? (
        <Papers view={view} />
      ) : (
        <ScrollPane label={t('verification.fields')} className={styles.fields}>
          {view.pages.map((page) => (
            <section key={page.id} aria-labelledby={`page-${page.id}`}>
              <h3 id={`page-${page.id}`}>{view.service.words[language].pages[page.id] ?? page.id}</h3>
              {page.fields.map((field) => (
                <FieldRow key={field.id} view={view} field={field} />
              ))}
            </section>
          ))}
        </ScrollPane>
      )}
    </section>
  );
}
