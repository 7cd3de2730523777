/** One case in the queue: what it is, whose, from where, and how much time is left. */
import { Link } from '@tanstack/react-router';
import type { CaseListItem, Service } from '../../../src/http/api-types.ts';
import { Tag } from '../../ui/tag.tsx';
import { useWords } from '../i18n.ts';
import { useSession, useTime } from '../session.tsx';
import { isWaiting } from './filter-cases.ts';
import styles from './queue.module.css';
import { useQueue } from './queue-context.tsx';

/** The time that is left, or whose turn it is. */
export function DueTag({ item }: { item: CaseListItem }) {
  const { t } = useWords();
  const time = useTime();
  if (isWaiting(item)) return <Tag tone="quiet">{t('time.stopped')}</Tag>;
  if (item.dueAt === undefined) return null;
  const { text, tone } = time.due(item.dueAt);
  return <Tag tone={tone}>{text}</Tag>;
}

/** The row; a link to the case at this desk. */
export function QueueItem(props: { item: CaseListItem; service: Service | undefined; isOn: boolean }) {
  const { item, service, isOn } = props;
  const { t, language } = useWords();
  const { officer } = useSession();
  const { path } = useQueue();
  const papers = item.documents.length;
  const title = service?.words[language].name ?? item.number;
  const others = item.takenBy !== undefined && item.takenBy !== officer.officerId;
  return (
    <li>
      <Link
        to={`${path}/${item.caseId}`}
        className={`${styles.item} ring`}
        data-on={isOn || undefined}
        aria-current={isOn ? 'true' : undefined}
      >
        <span className={styles.line}>
          <b className="grow">{item.subjectName ?? title}</b>
          <DueTag item={item} />
        </span>
        <span className="small">
          {title}
          {papers > 0 && <> · {t('queue.documents', { n: papers })}</>}
        </span>
        <span className="small muted num">
          {[item.areaName, t(`channel.${item.channel}`)].filter(Boolean).join(' · ')} ·{' '}
          <span className={styles.number}>{item.number}</span>
        </span>
        {(others || item.trayCount > 0) && (
          <span className={styles.line}>
            {others && <Tag>{t('queue.takenBy', { name: item.takenByName ?? '' })}</Tag>}
            {item.trayCount > 0 && <Tag tone="info">{t('queue.tray', { n: item.trayCount })}</Tag>}
          </span>
        )}
      </Link>
    </li>
  );
}
