/** The left pane of a desk: progress, search, filters, and the cases, oldest due first. */
import { Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { areasQuery, useServices } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useSession, useTime } from '../session.tsx';
import { type ChipFilter, isOverdue, isWaiting, kecamatanOf, noFilter } from './filter-cases.ts';
import styles from './queue.module.css';
import { useQueue } from './queue-context.tsx';
import { QueueItem } from './queue-item.tsx';

function Progress() {
  const { t } = useWords();
  const { finished, all } = useQueue();
  const total = finished + (all?.filter((item) => !isWaiting(item)).length ?? 0);
  if (total === 0) return <span className="small muted">{t('queue.progressNone')}</span>;
  const label = t('queue.progress', { done: finished, total });
  return (
    <>
      <span className="small muted num">{label}</span>
      <div
        className={`bar ${styles.progress}`}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={finished}
      >
        <i style={{ width: `${(100 * finished) / total}%` }} />
      </div>
    </>
  );
}

/** Chips that would let nothing through are left out, except the one that is chosen. */
function Chips() {
  const { t } = useWords();
  const { all = [], filter, setFilter } = useQueue();
  const { officer } = useSession();
  const { now } = useTime();
  const count = (passes: (item: (typeof all)[number]) => boolean) => all.filter(passes).length;
  const counts: [ChipFilter, number | undefined][] = [
    ['all', undefined],
    ['overdue', count((item) => isOverdue(item, now))],
    ['mine', count((item) => item.takenBy === officer.officerId)],
    ['whatsapp', count((item) => item.channel === 'whatsapp')],
    ['desk', count((item) => item.channel === 'desk')],
    ['waiting', count(isWaiting)],
  ];
  const offered = counts.filter(([chip, n]) => n === undefined || n > 0 || chip === filter.chip);
  return (
    <fieldset className={styles.chips}>
      <legend className="only-spoken">{t('queue.filters')}</legend>
      {offered.map(([chip, n]) => (
        <button
          key={chip}
          type="button"
          className="ring"
          aria-pressed={filter.chip === chip}
          onClick={() => setFilter({ chip })}
        >
          {t(`queue.${chip}`)}
          {n !== undefined && <span className="num"> {n}</span>}
        </button>
      ))}
    </fieldset>
  );
}

function AreaFilter() {
  const { t } = useWords();
  const { all = [], filter, setFilter } = useQueue();
  const { data: areas = [] } = useQuery(areasQuery);
  const codes = [...new Set(all.map((item) => kecamatanOf(item.areaCode)))].filter((code) => code !== '');
  if (codes.length < 2) return null;
  const nameOf = (code: string) => areas.find((area) => area.code === code)?.name ?? code;
  return (
    <select
      className={`${styles.area} ring`}
      aria-label={t('queue.area')}
      value={filter.kecamatan}
      onChange={(event) => setFilter({ kecamatan: event.target.value })}
    >
      <option value="">{t('queue.anyArea')}</option>
      {codes.map((code) => (
        <option key={code} value={code}>
          {nameOf(code)}
        </option>
      ))}
    </select>
  );
}

function Cases({ chosen }: { chosen: string | undefined }) {
  const { t } = useWords();
  const { all, shown, error, retry, setFilter } = useQueue();
  const services = useServices();
  if (error !== null && all === undefined)
    return (
      <div className={styles.problem}>
        <ProblemNote error={error} onRetry={retry} />
      </div>
    );
  if (all === undefined) return [1, 2, 3].map((n) => <Skeleton key={n} height={74} mb={2} radius={0} />);
  if (all.length === 0)
    return (
      <p className={`${styles.nothing} small muted`}>
        {t('queue.none')}. {t('queue.noneHelp')}
      </p>
    );
  if (shown.length === 0)
    return (
      <Empty
        icon={<IconSearch aria-hidden />}
        title={t('queue.noMatch')}
        action={
          <button type="button" className="link-button" onClick={() => setFilter(noFilter)}>
            {t('queue.clear')}
          </button>
        }
      />
    );
  return (
    <ul className="plain-list">
      {shown.map((item) => (
        <QueueItem
          key={item.caseId}
          item={item}
          service={services.get(item.serviceId)}
          isOn={item.caseId === chosen}
        />
      ))}
    </ul>
  );
}

/** `chosen` is the open case; `action` stands beside the title. */
export function QueuePane({ chosen, action }: { chosen: string | undefined; action?: ReactNode }) {
  const { t } = useWords();
  const { filter, setFilter, desk, all } = useQueue();
  const name = t(`tabs.${desk}`);
  return (
    <section className={styles.pane} aria-label={t('queue.label', { desk: name })}>
      <div className={styles.head}>
        <div className={styles.title}>
          <h2>{t('queue.title')}</h2>
          <Progress />
        </div>
        {action}
        <TextInput
          size="sm"
          type="search"
          aria-label={t('queue.search')}
          placeholder={t('queue.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter.search}
          onChange={(event) => setFilter({ search: event.currentTarget.value })}
        />
        {all !== undefined && all.length > 0 && <Chips />}
        <AreaFilter />
      </div>
      <div className={styles.list}>
        <Cases chosen={chosen} />
      </div>
    </section>
  );
}
