/** One document before its signer: the page, who did what, and "I have read it". */
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconCircleCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentToSign } from '../../../src/http/api-types.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Tag } from '../../ui/tag.tsx';
import { useAct } from '../api/acts.ts';
import { signingQuery } from '../api/queries.ts';
import { PdfPane } from '../case/pdf-pane.tsx';
import { unreadPage, useReadPages } from '../case/read-pages.ts';
import { ConflictNote } from '../conflict-note.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import { ReturnDialog } from '../verification/return-dialog.tsx';
import styles from './signing.module.css';

function Facts({ item }: { item: DocumentToSign }) {
  const { t } = useWords();
  const time = useTime();
  return (
    <div className={styles.facts}>
      <div className="fact">
        <span>{t('signing.number')}</span>
        <b className="num">{item.number}</b>
      </div>
      <div className="fact">
        <span>{t('signing.entered')}</span>
        <span>{item.enteredByName}</span>
      </div>
      <div className="fact">
        <span>{t('signing.verified')}</span>
        <span>
          {item.verifiedByName}, {time.at(item.verifiedAt)}
        </span>
      </div>
      <div className="fact">
        <span>{t('signing.papers')}</span>
        <b>{t('signing.papersOk', { n: item.papersAccepted, total: item.papersNeeded })}</b>
      </div>
      <div className="fact">
        <span>{t('signing.case')}</span>
        <Link to={`/berkas/${item.caseId}`} className="num">
          {item.caseNumber}
        </Link>
      </div>
    </div>
  );
}

/** Reading marks this very draft as read; a draft that changes meanwhile has to be read again. */
function useReading(
  item: DocumentToSign,
  items: readonly DocumentToSign[],
  onGoTo: (documentId: string | undefined) => void,
) {
  const client = useQueryClient();
  const act = useAct(item.caseId);
  const next = () => {
    const at = items.findIndex((one) => one.documentId === item.documentId);
    const round = [...items.slice(at + 1), ...items.slice(0, at)];
    onGoTo(round.find((one) => !one.isRead && one.conflict === undefined)?.documentId);
  };
  const read = () => {
    if (item.isRead) {
      next();
      return;
    }
    act.mutate(
      { act: 'mark-read', body: { documentId: item.documentId, draftSha256: item.draft.sha256 } },
      {
        onSuccess: () => {
          client.setQueryData(signingQuery.queryKey, (before) =>
            before?.map((one) => (one.documentId === item.documentId ? { ...one, isRead: true } : one)),
          );
          next();
        },
      },
    );
  };
  return { read, act };
}

function Head({
  item,
  items,
  onGoTo,
}: {
  item: DocumentToSign;
  items: readonly DocumentToSign[];
  onGoTo: (id: string) => void;
}) {
  const { t } = useWords();
  const at = items.findIndex((one) => one.documentId === item.documentId);
  const step = (by: number) => onGoTo(items[(at + by + items.length) % items.length]!.documentId);
  useShortcuts({ ArrowRight: () => step(1), ArrowLeft: () => step(-1) }, items.length > 1);
  return (
    <div className={styles.head}>
      <div className="row tight">
        <Tag tone="info">{item.kindName}</Tag>
        {item.isRead && (
          <Tag tone="ok">
            <IconCircleCheck size={13} aria-hidden /> {t('signing.readMark')}
          </Tag>
        )}
        <span className="grow" />
        <ActionIcon
          variant="subtle"
          color="dark"
          size="lg"
          aria-label={t('signing.previous')}
          onClick={() => step(-1)}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <span className="xs muted num">
          {at + 1} / {items.length}
        </span>
        <ActionIcon
          variant="subtle"
          color="dark"
          size="lg"
          aria-label={t('signing.following')}
          onClick={() => step(1)}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </div>
      <h2>{item.subjectName}</h2>
    </div>
  );
}

/** The card with its buttons. Enter reads on. */
export function ReadDocument(props: {
  item: DocumentToSign;
  items: readonly DocumentToSign[];
  readyCount: number;
  onGoTo: (documentId: string | undefined) => void;
  onSign: () => void;
}) {
  const { item, items, readyCount, onGoTo, onSign } = props;
  const { t } = useWords();
  const [isReturning, setReturning] = useState(false);
  const { read, act } = useReading(item, items, onGoTo);
  const reading = useReadPages(item.draft.fileId);
  // What was read on another day was shown whole then; all else is read page by page.
  const unread = item.isRead ? undefined : unreadPage(reading.of(item.draft.fileId));
  const press = typeof unread === 'number' ? () => reading.goTo(unread) : read;
  const isBlocked = item.conflict !== undefined;
  const isLast = !items.some((one) => !one.isRead && one.conflict === undefined && one !== item);
  useShortcuts({ Enter: act.isPending || isBlocked || unread === 'drawing' ? undefined : press });
  return (
    <>
      <section className={`card ${styles.document}`} aria-label={`${item.kindName}, ${item.subjectName}`}>
        <Head item={item} items={items} onGoTo={onGoTo} />
        <div className={styles.sheet}>
          <PdfPane fileId={item.draft.fileId} purpose="signing" name={item.kindName} reading={reading} />
        </div>
        <div className={styles.about}>
          <Facts item={item} />
          <ConflictNote conflict={item.conflict} />
          <ProblemNote error={act.error} />
        </div>
      </section>
      <div className={styles.acts}>
        {!isBlocked && (
          <Button
            size="lg"
            className="on-brand"
            loading={act.isPending}
            disabled={unread === 'drawing'}
            onClick={press}
          >
            {typeof unread === 'number'
              ? t('signing.nextPage', { n: unread + 1 })
              : t(isLast ? 'signing.last' : 'signing.next')}{' '}
            <kbd>⏎</kbd>
          </Button>
        )}
        {readyCount > 0 && !isLast && (
          <Button size="lg" variant="default" onClick={onSign}>
            {t('signing.signRead', { n: readyCount })}
          </Button>
        )}
        <Button variant="subtle" color="dark" onClick={() => setReturning(true)}>
          {t('signing.back')}
        </Button>
      </div>
      <ReturnDialog
        caseId={item.caseId}
        caseNumber={item.caseNumber}
        documentId={item.documentId}
        name={item.kindName}
        isOpen={isReturning}
        onClose={() => setReturning(false)}
        onDone={() => onGoTo(undefined)}
      />
    </>
  );
}
