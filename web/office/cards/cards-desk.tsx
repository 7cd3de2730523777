/** The desk of what is handed over: cards printed on counted blanks, and papers that are printed at the counter. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { Tag } from '../../ui/tag.tsx';
import { caseQuery } from '../api/queries.ts';
import { CaseFrame } from '../case/case-frame.tsx';
import { documentWords, personName } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useHasRole, useTime } from '../session.tsx';
import { DocumentTag } from '../siak/documents-card.tsx';
import styles from './cards.module.css';
import { HandOverForm } from './hand-over-form.tsx';
import { PaperStep, WhereIsPaper } from './paper-step.tsx';
import { PrintForm } from './print-form.tsx';
import { ToCounter } from './to-counter.tsx';

/** What is to be done with the card now, for whoever may do it. */
function CardStep({ view, card }: { view: CaseView; card: DocumentView }) {
  const { t } = useWords();
  const time = useTime();
  const isOperator = useHasRole('operator');
  const isAtCounter = useHasRole('petugas-layanan');
  if (card.status === 'planned')
    return isOperator ? (
      <PrintForm view={view} card={card} />
    ) : (
      <p className="muted">{t('cards.onlyOperator')}</p>
    );
  if (card.status === 'printed')
    return isOperator ? (
      <ToCounter view={view} card={card} />
    ) : (
      <p className="muted">{t('cards.onlyOperator')}</p>
    );
  if (card.status === 'waiting')
    return isAtCounter ? (
      <HandOverForm view={view} card={card} />
    ) : (
      <p className="muted">{t('cards.onlyCounter')}</p>
    );
  return card.receivedAt === undefined ? null : (
    <p>{t('cards.received', { when: time.at(card.receivedAt) })}</p>
  );
}

function CardsCase({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const cards = view.documents.filter((one) => one.form === 'card');
  const papers = view.documents.filter((one) => one.form === 'paper');
  return (
    <CaseFrame view={view}>
      <div className={styles.cards}>
        {cards.map((card) => (
          <section key={card.id} className="card" aria-labelledby={`card-${card.id}`}>
            <div className="card-head">
              <h2 id={`card-${card.id}`}>{documentWords(view.service, card.documentId, language).name}</h2>
              <DocumentTag document={card} />
            </div>
            <div className={styles.body}>
              <p className={styles.person}>{personName(view, card.subject)}</p>
              {card.blankSerial !== undefined && <Tag>{t('page.blank', { serial: card.blankSerial })}</Tag>}
              <CardStep view={view} card={card} />
            </div>
          </section>
        ))}
        <section className="card" aria-labelledby="other-documents">
          <div className="card-head">
            <h2 id="other-documents">{t(view.isForCounter ? 'counter.papers' : 'cards.others')}</h2>
          </div>
          {view.isForCounter && <p className={`small muted ${styles.help}`}>{t('counter.help')}</p>}
          <ul className={`${styles.others} plain-list`}>
            {papers.map((paper) => (
              <li key={paper.id}>
                <div className={styles.line}>
                  <div className="grow">
                    <b>{documentWords(view.service, paper.documentId, language).name}</b>
                    <p className="small muted">{personName(view, paper.subject)}</p>
                    <WhereIsPaper paper={paper} />
                  </div>
                  <DocumentTag document={paper} />
                </div>
                {view.isForCounter && <PaperStep view={view} paper={paper} />}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </CaseFrame>
  );
}

/** The desk for one case. */
export function CardsDesk({ caseId }: { caseId: string }) {
  const { data, error, refetch } = useQuery(caseQuery(caseId, 'hand-over'));
  if (data !== undefined) return <CardsCase key={caseId} view={data} />;
  return (
    <div className={styles.alone}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {error === null && <Skeleton height={240} />}
    </div>
  );
}
