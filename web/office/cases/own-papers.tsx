/** Papers of the office's own that can be printed for a case: receipt, checklist, filled-in forms. */

import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ownPapersQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './cases.module.css';

/** Links to the PDFs, each in a tab of its own. */
export function OwnPapers({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(ownPapersQuery(caseId));
  return (
    <section className="card no-print" aria-labelledby="own-papers">
      <div className="card-head">
        <h2 id="own-papers">{t('page.ownPapers')}</h2>
      </div>
      <div className={styles.padded}>
        <p className="small muted">{t('page.ownPapersHelp')}</p>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        <ul className={`${styles.ownPapers} plain-list`}>
          {data?.map(({ id }) => (
            <li key={id}>
              <a
                href={`/api/cases/${encodeURIComponent(caseId)}/own-papers/${encodeURIComponent(id)}`}
                target="_blank"
                rel="noreferrer"
              >
                <IconPrinter size={16} aria-hidden />{' '}
                {id === 'receipt' || id === 'checklist'
                  ? t(`page.ownPaperNames.${id}`)
                  : t('page.form', { id })}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
