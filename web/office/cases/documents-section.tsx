/** The documents of a case with their state, who signed, and their PDFs. */

import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { Dropzone } from '../../ui/dropzone.tsx';
import { say } from '../../ui/say.tsx';
import { renewCase, takeInSigned } from '../api/acts.ts';
import { fileUrl } from '../api/queries.ts';
import { PaperStep, WhereIsPaper } from '../cards/paper-step.tsx';
import { documentWords, personName } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import { DocumentTag } from '../siak/documents-card.tsx';
import styles from './cases.module.css';

/** Takes in a PDF that was signed in SIAK itself; the server checks it first. */
function TakeInSigned({ view, document }: { view: CaseView; document: DocumentView }) {
  const { t } = useWords();
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: (file: File) => takeInSigned(view.id, document.id, file),
    onSuccess: () => say(t('page.taken')),
    onSettled: () => renewCase(client, view.id),
  });
  return (
    <div className={`${styles.signed} no-print`}>
      <Dropzone
        title={t('page.takeInSigned')}
        help=""
        accept="application/pdf"
        isSmall
        isBusy={work.isPending}
        onFiles={([file]) => file && work.mutate(file)}
      />
      <ProblemNote error={work.error} />
    </div>
  );
}

function Row({ view, document }: { view: CaseView; document: DocumentView }) {
  const { t, language } = useWords();
  const time = useTime();
  const { signed, draft, signedBy } = document;
  const file = signed ?? draft;
  return (
    <li>
      <div className="row wrap">
        <div className="grow">
          <b>{documentWords(view.service, document.documentId, language).name}</b>
          <p className="small muted num">
            {[
              personName(view, document.subject),
              document.number && t('page.number', { number: document.number }),
              document.blankSerial && t('page.blank', { serial: document.blankSerial }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {signed !== undefined && (
            <p className="small">
              {t('page.signedIn', {
                when: time.at(signed.signedAt),
                name: view.people[signedBy ?? ''] ?? t('page.none'),
              })}
            </p>
          )}
          <WhereIsPaper paper={document} />
        </div>
        <DocumentTag document={document} />
        {file !== undefined && (
          <a
            className={`${styles.pdf} no-print`}
            href={fileUrl(file.fileId, 'history')}
            target="_blank"
            rel="noreferrer"
          >
            <IconFileTypePdf size={18} aria-hidden />{' '}
            {t(signed === undefined ? 'page.draft' : 'page.signedPdf')}
          </a>
        )}
      </div>
      {document.form === 'paper' && <PaperStep view={view} paper={document} />}
      {document.can.includes('take-in-signed') && <TakeInSigned view={view} document={document} />}
    </li>
  );
}

/** The section; before acceptance nothing is planned yet and it stays away. */
export function DocumentsSection({ view }: { view: CaseView }) {
  const { t } = useWords();
  if (view.documents.length === 0) return null;
  return (
    <section className="card" aria-labelledby="documents">
      <div className="card-head">
        <h2 id="documents">{t('page.documents')}</h2>
      </div>
      <ul className={`${styles.documents} plain-list`}>
        {view.documents.map((document) => (
          <Row key={document.id} view={view} document={document} />
        ))}
      </ul>
    </section>
  );
}
