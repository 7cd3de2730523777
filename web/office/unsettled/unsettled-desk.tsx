/** The tray of unknown outcomes: signings and messages whose answer was lost, each with what to do. */
import { Skeleton } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Unsettled } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { Tag } from '../../ui/tag.tsx';
import { unsettledQuery, useServices } from '../api/queries.ts';
import { kindWords } from '../case/case-words.ts';
import { reasonText } from '../case/history-list.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useHasRole, useTime } from '../session.tsx';
import { SettleForm } from './settle-form.tsx';
import { TroubledMessage } from './troubled-message.tsx';
import styles from './unsettled.module.css';

function Signing({ signing }: { signing: Unsettled['signings'][number] }) {
  const { t, language } = useWords();
  const services = useServices();
  const kindName = kindWords(services.values(), signing.kind, language)?.name ?? signing.kindName;
  const time = useTime();
  const maySettle = useHasRole('penandatangan', 'admin');
  return (
    <article className="card" aria-label={`${kindName}, ${signing.caseNumber}`}>
      <div className={styles.body}>
        <div>
          <Tag tone="bad">{t('documentStatus.unsettled')}</Tag>
          <h3>{kindName}</h3>
          <p className="small muted num">
            <Link to={`/berkas/${signing.caseId}`}>{signing.caseNumber}</Link> ·{' '}
            {t('unsettled.started', { when: time.at(signing.startedAt), name: signing.signerName })}
          </p>
          {signing.reason !== undefined && (
            <p className="small">{t('unsettled.reason', { reason: reasonText(signing.reason, language) })}</p>
          )}
        </div>
        <div className={styles.steps}>
          <b className="small">{t('unsettled.steps')}</b>
          <ol>
            <li>{t('unsettled.step1')}</li>
            <li>{t('unsettled.step2')}</li>
            <li>{t('unsettled.step3')}</li>
          </ol>
        </div>
        {maySettle ? (
          <SettleForm signing={signing} />
        ) : (
          <p className="muted small">{t('unsettled.notYours')}</p>
        )}
      </div>
    </article>
  );
}

/** What Meta delivered and nobody answers. */
function NotForUs({ misdirected }: { misdirected: Unsettled['misdirected'] }) {
  const { t } = useWords();
  const time = useTime();
  const { foreign, unreadable } = misdirected;
  if (foreign.length === 0 && unreadable.lastAt === undefined) return null;
  return (
    <section className="col">
      <h2>{t('unsettled.misdirected')}</h2>
      <p className="small muted">{t('unsettled.misdirectedHelp')}</p>
      <ul className={`card plain-list ${styles.notForUs}`}>
        {foreign.map(({ phoneNumberId: number, count, lastAt }) => (
          <li key={number} className="num">
            {t('unsettled.foreign', { count, number, when: time.at(lastAt) })}
          </li>
        ))}
        {unreadable.lastAt !== undefined && (
          <li className="num">
            {t('unsettled.unreadable', { count: unreadable.count, when: time.at(unreadable.lastAt) })}
          </li>
        )}
      </ul>
    </section>
  );
}

/** The whole screen. */
export function UnsettledDesk() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(unsettledQuery);
  const isEmpty = data !== undefined && data.signings.length === 0 && data.messages.length === 0;
  return (
    <div className={styles.page}>
      <div>
        <h1>{t('unsettled.title')}</h1>
        <p className="muted">{t('unsettled.intro')}</p>
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={200} />}
      {isEmpty && (
        <Empty icon={<IconShieldCheck aria-hidden />} title={t('unsettled.none')}>
          {t('unsettled.noneHelp')}
        </Empty>
      )}
      {data !== undefined && data.signings.length > 0 && (
        <section className="col">
          <h2>{t('unsettled.signings')}</h2>
          {data.signings.map((signing) => (
            <Signing key={signing.attemptId} signing={signing} />
          ))}
        </section>
      )}
      {data !== undefined && data.messages.length > 0 && (
        <section className="col">
          <h2>{t('unsettled.messages')}</h2>
          <p className="small muted">{t('unsettled.messageHelp')}</p>
          <ul className={`card plain-list ${styles.messages}`}>
            {data.messages.map((message) => (
              <TroubledMessage key={message.outboxId} message={message} />
            ))}
          </ul>
        </section>
      )}
      {data !== undefined && <NotForUs misdirected={data.misdirected} />}
    </div>
  );
}
