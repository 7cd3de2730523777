/** The signing desk: read each document, then sign the batch once. Made for a phone first. */
import { Skeleton } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentToSign } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { Tag } from '../../ui/tag.tsx';
import { signingQuery, useServices } from '../api/queries.ts';
import { kindWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import { BatchForm } from './batch-form.tsx';
import { BatchResults } from './batch-results.tsx';
import { ReadDocument } from './read-document.tsx';
import styles from './signing.module.css';
import { type Batch, useBatch } from './use-batch.ts';

/** How far the reading is. */
function Progress({ items }: { items: readonly DocumentToSign[] }) {
  const { t } = useWords();
  const time = useTime();
  const read = items.filter((item) => item.isRead).length;
  const oldest = items.map((item) => item.waitingSince).sort()[0];
  const label = t('signing.read', { n: read, total: items.length });
  return (
    <div className={styles.progress}>
      <div className="row small muted">
        <span className="grow num">{label}</span>
        {oldest !== undefined && <span>{t('signing.oldest', { when: time.ago(oldest) })}</span>}
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={items.length}
        aria-valuenow={read}
      >
        <i style={{ width: items.length === 0 ? 0 : `${(100 * read) / items.length}%` }} />
      </div>
    </div>
  );
}

/** Which screen: results, the batch, one document, or nothing to do. */
function Step({ items, batch }: { items: readonly DocumentToSign[]; batch: Batch }) {
  const { t } = useWords();
  const [at, setAt] = useState<string>();
  const [isSigning, setSigning] = useState(false);
  const unread = items.filter((item) => !item.isRead && item.conflict === undefined);
  const read = items.filter((item) => item.isRead && item.conflict === undefined);
  const ready = batch.isPending ? (batch.items ?? read) : read;
  const lookAt = (documentId: string | undefined) => {
    setSigning(false);
    setAt(documentId);
  };
  if (batch.results !== undefined && !batch.isPending)
    return (
      <BatchResults
        results={batch.results}
        items={batch.items ?? []}
        onDone={() => {
          lookAt(undefined);
          batch.clear();
        }}
      />
    );
  if (items.length === 0 && !batch.isPending)
    return (
      <Empty icon={<IconWritingSign aria-hidden />} title={t('signing.none')}>
        {t('signing.noneHelp')}
      </Empty>
    );
  const isBatch =
    batch.isPending || (ready.length > 0 && (isSigning || (unread.length === 0 && at === undefined)));
  if (isBatch)
    return (
      <BatchForm
        ready={ready}
        unread={unread.length}
        batch={batch}
        onRead={() => lookAt((unread[0] ?? items[0])?.documentId)}
        onLook={lookAt}
      />
    );
  const item = items.find((one) => one.documentId === at) ?? unread[0] ?? items[0]!;
  return (
    <ReadDocument
      key={item.documentId}
      item={item}
      items={items}
      readyCount={ready.length}
      onGoTo={setAt}
      onSign={() => setSigning(true)}
    />
  );
}

/** The whole screen. */
export function SigningDesk() {
  const { t, language } = useWords();
  const services = useServices();
  const { data: found, error, refetch } = useQuery(signingQuery);
  // The server names documents in Indonesian; the catalogue knows both languages.
  const data = found?.map((item) => ({
    ...item,
    kindName: kindWords(services.values(), item.kind, language)?.name ?? item.kindName,
  }));
  const batch = useBatch();
  const isReading = batch.results === undefined && !batch.isPending;
  return (
    <div className={styles.desk}>
      <div className={styles.top}>
        <h1 className="grow">{t('signing.title')}</h1>
        {data !== undefined && <Tag>{t('signing.waiting', { n: data.length })}</Tag>}
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={420} />}
      {data !== undefined && data.length > 0 && isReading && <Progress items={data} />}
      {data !== undefined && <Step items={data} batch={batch} />}
    </div>
  );
}
