/** The office's staff for its admin: accounts, roles, areas, and the power to sign. */
import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficerAccount } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { Tag } from '../../ui/tag.tsx';
import { areasQuery, officersQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { Authorities } from './authorities.tsx';
import { ChangeOfficer } from './change-officer.tsx';
import { NewOfficer } from './new-officer.tsx';
import styles from './officers.module.css';

function AreaWords({ areas }: { areas: OfficerAccount['areas'] }) {
  const { t } = useWords();
  const { data = [] } = useQuery(areasQuery);
  if (areas === '*') return t('officers.everywhere');
  return areas.map((code) => data.find((area) => area.code === code)?.name ?? code).join(', ');
}

function Row({ officer }: { officer: OfficerAccount }) {
  const { t } = useWords();
  const [isChanging, setChanging] = useState(false);
  const isSigner = officer.roles.includes('penandatangan');
  return (
    <li className="card" data-inactive={!officer.isActive || undefined}>
      <div className={styles.row}>
        <div className="grow">
          <h2>{officer.name}</h2>
          <p className="small muted">
            {officer.username !== undefined && <>{officer.username} · </>}
            <AreaWords areas={officer.areas} />
          </p>
        </div>
        <span className="row tight wrap">
          {officer.roles.map((role) => (
            <Tag key={role} tone="info">
              {t(`roles.${role}`)}
            </Tag>
          ))}
          {officer.isActive && officer.mustChangePassword && (
            <Tag tone="quiet">{t('officers.mustChange')}</Tag>
          )}
          {!officer.isActive && <Tag tone="bad">{t('officers.inactive')}</Tag>}
        </span>
        <Button
          size="sm"
          variant="default"
          aria-label={t('officers.change', { name: officer.name })}
          aria-expanded={isChanging}
          onClick={() => setChanging(!isChanging)}
        >
          {t('officers.changeShort')}
        </Button>
      </div>
      {isChanging && <ChangeOfficer officer={officer} onDone={() => setChanging(false)} />}
      {isSigner && <Authorities officer={officer} />}
    </li>
  );
}

/** The screen. */
export function OfficersPage() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(officersQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <div className={styles.page}>
      <div className="row wrap">
        <h1 className="grow">{t('officers.title')}</h1>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('officers.add')}
        </Button>
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null && <Skeleton height={240} />}
      {data?.length === 0 && <Empty icon={<IconUsers aria-hidden />} title={t('officers.none')} />}
      <ul className={`${styles.list} plain-list`}>
        {data?.map((officer) => (
          <Row key={officer.officerId} officer={officer} />
        ))}
      </ul>
      <NewOfficer isOpen={isAdding} onClose={() => setAdding(false)} />
    </div>
  );
}
