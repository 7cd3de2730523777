/** The frame of a desk: queue left, the open case right of it; on a phone one of the two. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconChecks, IconInbox } from '@tabler/icons-react';
import { Link, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Desk } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useWords } from '../i18n.ts';
import { useSession } from '../session.tsx';
import styles from './desk-frame.module.css';
import { nextCase } from './filter-cases.ts';
import { QueueProvider, useQueue } from './queue-context.tsx';
import { QueuePane } from './queue-pane.tsx';

/** What stands in the middle while no case is open. */
export function ChooseCase() {
  const { t } = useWords();
  const { officer } = useSession();
  const { all, shown, open, finished } = useQueue();
  const oldest = nextCase(shown, officer.officerId) ?? shown[0];
  useShortcuts({ Enter: oldest && (() => open(oldest.caseId)) });
  if (all === undefined) return null;
  if (oldest === undefined) {
    return (
      <div className={styles.middle}>
        <Empty icon={<IconChecks aria-hidden />} title={finished > 0 ? t('queue.finished') : t('queue.none')}>
          {t('queue.noneHelp')}
        </Empty>
      </div>
    );
  }
  return (
    <div className={styles.middle}>
      <Empty
        icon={<IconInbox aria-hidden />}
        title={t('queue.choose')}
        action={
          <Button size="lg" className="on-brand" mt="sm" onClick={() => open(oldest.caseId)}>
            {t('queue.startOldest')} <kbd>⏎</kbd>
          </Button>
        }
      >
        {t('queue.chooseHelp', { n: all.length })}
      </Empty>
    </div>
  );
}

function Frame({ action }: { action?: ReactNode }) {
  const { t } = useWords();
  const { path } = useQueue();
  const { caseId } = useParams({ strict: false }) as { caseId?: string };
  const here = useRouterState({ select: (state) => state.location.pathname });
  // A case, or another screen of the desk such as a new case.
  const isOpen = here.replace(/\/$/, '') !== path;
  return (
    <div className={styles.desk} data-open={isOpen || undefined}>
      <QueuePane chosen={caseId} action={action} />
      <div className={styles.work}>
        <Link to={path} className={styles.back}>
          <IconArrowLeft size={18} aria-hidden /> {t('queue.back')}
        </Link>
        <Outlet />
      </div>
    </div>
  );
}

/** `action` stands in the head of the queue, such as "Berkas baru". */
export function DeskFrame({ desk, path, action }: { desk: Desk; path: string; action?: ReactNode }) {
  return (
    <QueueProvider desk={desk} path={path}>
      <Frame action={action} />
    </QueueProvider>
  );
}
