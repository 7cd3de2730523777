/** What the operator keys into SIAK, in SIAK's order: Enter copies a value and moves on to the next. */
import { Button, Skeleton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SiakEntry } from '../../../src/http/api-types.ts';
import { copyText } from '../../ui/copy-text.ts';
import { say } from '../../ui/say.tsx';
import { siakEntryQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './siak.module.css';

function EntryRows({ fields }: { fields: SiakEntry['fields'] }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);
  const copy = async (at: number) => {
    const field = fields[at]!;
    if (!(await copyText(field.value))) {
      say(t('siak.copyFailed'));
      return;
    }
    setCopied((before) => new Set(before).add(field.id));
    const buttons = list.current?.querySelectorAll('button');
    buttons?.[at + 1]?.focus();
  };
  return (
    <ol ref={list} className={`${styles.entry} plain-list`}>
      {fields.map(({ id, label, value }, at) => (
        <li key={id}>
          <button
            type="button"
            className="ring"
            data-keeps-enter
            disabled={value === ''}
            data-copied={copied.has(id) || undefined}
            onClick={() => void copy(at)}
          >
            <span className="only-spoken">{t('act.copy')} </span>
            <span className={styles.label}>{label}</span>
            <span className={styles.value}>
              {value === '' ? <i className="muted">{t('siak.empty')}</i> : value}
            </span>
            {copied.has(id) ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The card. Its numbers are shown in full; the server writes down who saw them. */
export function EntryCard({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(siakEntryQuery(caseId));
  const copyAll = async () =>
    say(t((await copyText(data?.text ?? '')) ? 'siak.copiedAll' : 'siak.copyFailed'));
  return (
    <section className={`card ${styles.card}`} aria-labelledby="entry-title">
      <div className="card-head">
        <h2 id="entry-title">{t('siak.entry')}</h2>
        <Button size="xs" variant="default" onClick={() => void copyAll()} disabled={data === undefined}>
          {t('siak.copyAll')}
        </Button>
      </div>
      <div className={styles.scroll}>
        <p className={`${styles.help} xs muted`}>{t('siak.entryHelp')}</p>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        {data === undefined && error === null && <Skeleton height={300} m="md" width="auto" />}
        {data !== undefined && <EntryRows key={caseId} fields={data.fields} />}
      </div>
      <p className={`${styles.keys} xs muted`}>
        <kbd>⏎</kbd> {t('siak.keys')}
      </p>
    </section>
  );
}
