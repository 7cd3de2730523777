/** The documents that SIAK is to give, and the place where their PDFs are dropped. */
import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from '@tabler/icons-react';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { Dropzone } from '../../ui/dropzone.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { documentWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import styles from './siak.module.css';
import type { DraftResult, useDrafts } from './use-drafts.ts';

/** Tone of a document's state: finished is good, unknown is bad, all else is plain. */
function documentTone(status: DocumentView['status']): Tone {
  if (status === 'issued' || status === 'signed' || status === 'received') return 'ok';
  if (status === 'unsettled') return 'bad';
  if (status === 'drafted' || status === 'verified' || status === 'waiting') return 'info';
  return 'quiet';
}

/** The state of a document in words. A card is printed, not keyed into SIAK. */
export function DocumentTag({ document }: { document: DocumentView }) {
  const { t } = useWords();
  const words =
    document.status === 'planned' && document.form === 'card'
      ? t('cardPlanned')
      : t(`documentStatus.${document.status}`);
  return <Tag tone={documentTone(document.status)}>{words}</Tag>;
}

function ResultRow(props: { result: DraftResult; view: CaseView; onDismiss: () => void }) {
  const { result, view, onDismiss } = props;
  const { t, language } = useWords();
  const job = view.documents.find((one) => one.id === result.matched?.documentJobId);
  const name = job && documentWords(view.service, job.documentId, language).name;
  return (
    <li data-state={result.state}>
      {result.state === 'checking' && <IconLoader2 size={18} aria-hidden className={styles.turning} />}
      {result.state === 'matched' && <IconCircleCheck size={18} aria-hidden />}
      {result.state === 'refused' && <IconAlertTriangle size={18} aria-hidden />}
      <div className="grow">
        <b>
          {result.matched
            ? t('siak.matched', { document: name ?? '', number: result.matched.number })
            : (result.sentence ?? t('siak.checking'))}
        </b>
        {result.next !== undefined && <span>{result.next}</span>}
        <span className="xs muted">{result.file}</span>
      </div>
      {result.state === 'refused' && (
        <CloseButton size="sm" aria-label={t('act.close')} onClick={onDismiss} />
      )}
    </li>
  );
}

/** The card with list, drop place and results. */
export function DocumentsCard({ view, drafts }: { view: CaseView; drafts: ReturnType<typeof useDrafts> }) {
  const { t, language } = useWords();
  const isWaiting = view.documents.some((one) => one.form === 'paper' && one.status === 'planned');
  const canDrop = view.documents.some((one) => one.can.includes('attach-draft'));
  return (
    <section className={`card ${styles.card}`} aria-labelledby="documents-title">
      <div className="card-head">
        <h2 id="documents-title">{t('siak.documents')}</h2>
      </div>
      <div className={`${styles.scroll} ${styles.padded}`}>
        <ul className={`${styles.documents} plain-list`}>
          {view.documents.map((document) => (
            <li key={document.id}>
              <div className="grow">
                <b>{documentWords(view.service, document.documentId, language).name}</b>
                {document.number !== undefined && (
                  <span className="small muted num">{t('page.number', { number: document.number })}</span>
                )}
                {document.form === 'card' && document.status === 'planned' && (
                  <span className="small muted">{t('siak.card')}</span>
                )}
              </div>
              <DocumentTag document={document} />
            </li>
          ))}
        </ul>
        {canDrop && (
          <Dropzone
            title={t('siak.drop')}
            help={isWaiting ? t('siak.dropHelp') : ''}
            accept="application/pdf"
            isMany
            isSmall={!isWaiting}
            isBusy={drafts.isBusy}
            onFiles={(files) => void drafts.take(files)}
          />
        )}
        <ul className={`${styles.results} plain-list`} aria-label={t('siak.results')} aria-live="polite">
          {drafts.results.map((result) => (
            <ResultRow
              key={result.key}
              result={result}
              view={view}
              onDismiss={() => drafts.dismiss(result.key)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}
