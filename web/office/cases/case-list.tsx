/** All cases with a search: for whoever asks about one, and for looking back. */
import { NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFolderSearch, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseListItem, Service } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { areasQuery, deskQuery, useServices } from '../api/queries.ts';
import { documentWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { DueTag } from '../queue/queue-item.tsx';
import { useTime } from '../session.tsx';
import styles from './cases.module.css';
import { areasIn, type CaseNarrowing, everyCase, narrowCases, stagesIn } from './narrow-cases.ts';

/** Plain while it goes its way; colour only where something is wrong. */
export function statusTone(status: CaseListItem['status']): Tone {
  if (status === 'rejected' || status === 'withdrawn') return 'bad';
  return status === 'incomplete' ? 'warn' : 'quiet';
}

function Row({ item, service }: { item: CaseListItem; service: Service | undefined }) {
  const { t, language } = useWords();
  const time = useTime();
  const isOpen = item.status === 'submitted' || item.status === 'accepted';
  return (
    <tr>
      <td className="num">
        <Link to={`/berkas/${item.caseId}`}>{item.number}</Link>
        <span className="xs muted">{time.at(item.submittedAt ?? item.openedAt)}</span>
      </td>
      <td>
        <b>{item.subjectName ?? t('page.none')}</b>
        <span className="small muted">
          {service?.words[language].name ?? item.serviceId}
          {item.applicantName !== undefined && <> · {item.applicantName}</>}
        </span>
      </td>
      <td className="small">{item.areaName ?? t('page.none')}</td>
      <td>
        <Tag tone={statusTone(item.status)}>{t(`caseStatus.${item.status}`)}</Tag>
      </td>
      <td>{isOpen && <DueTag item={item} />}</td>
      <td>
        <span className="row tight wrap">
          {item.documents.map((one) => (
            <Tag key={one.id} tone={one.status === 'issued' || one.status === 'received' ? 'ok' : 'quiet'}>
              {service === undefined
                ? one.documentId
                : documentWords(service, one.documentId, language).short}
            </Tag>
          ))}
        </span>
      </td>
    </tr>
  );
}

function Table({ cases }: { cases: readonly CaseListItem[] }) {
  const { t } = useWords();
  const services = useServices();
  const heads = ['number', 'about', 'area', 'state', 'due', 'documents'] as const;
  return (
    <div className={`card ${styles.tableCard}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`list.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((item) => (
            <Row key={item.caseId} item={item} service={services.get(item.serviceId)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two choices that narrow the list; only what occurs in it is offered. */
function Narrowing(props: {
  cases: readonly CaseListItem[];
  value: CaseNarrowing;
  onChange: (value: CaseNarrowing) => void;
}) {
  const { cases, value, onChange } = props;
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const kecamatan = areasIn(cases);
  return (
    <div className="row wrap">
      <NativeSelect
        aria-label={t('list.state')}
        value={value.stage}
        data={[
          { value: '', label: t('list.anyState') },
          ...stagesIn(cases).map((one) => ({ value: one, label: t(`caseStatus.${one}`) })),
        ]}
        onChange={(event) => onChange({ ...value, stage: event.currentTarget.value })}
      />
      {kecamatan.length > 1 && (
        <NativeSelect
          aria-label={t('queue.area')}
          value={value.kecamatan}
          data={[
            { value: '', label: t('queue.anyArea') },
            ...kecamatan.map((code) => ({
              value: code,
              label: areas.find((area) => area.code === code)?.name ?? code,
            })),
          ]}
          onChange={(event) => onChange({ ...value, kecamatan: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** The screen. */
export function CaseList() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [narrowing, setNarrowing] = useState(everyCase);
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data, error, refetch } = useQuery({
    ...deskQuery('all', search),
    placeholderData: keepPreviousData,
  });
  const shown = data && narrowCases(data, narrowing);
  const isNarrowed = search !== '' || narrowing.stage !== '' || narrowing.kecamatan !== '';
  return (
    <div className={styles.page}>
      <div className="row wrap">
        <h1 className="grow">{t('list.title')}</h1>
        {shown !== undefined && (
          <span className="small muted num">{t('list.found', { n: shown.length })}</span>
        )}
      </div>
      <TextInput
        type="search"
        size="md"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {data !== undefined && <Narrowing cases={data} value={narrowing} onChange={setNarrowing} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={320} />}
      {shown !== undefined && shown.length > 0 && <Table cases={shown} />}
      {shown?.length === 0 && (
        <Empty icon={<IconFolderSearch aria-hidden />} title={t(isNarrowed ? 'list.noMatch' : 'list.none')}>
          {t(isNarrowed ? 'list.noMatchHelp' : 'list.noneHelp')}
        </Empty>
      )}
    </div>
  );
}
