/** The frame of every screen: the dark bar with the desks, and the screen below. */

import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { zoneName } from '../../ui/wall-clock.ts';
import { useLiveChanges } from '../api/live.ts';
import { countsQuery, demoQuery, signingQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import { useSession, useTime } from '../session.tsx';
import { dayName, timeOfDay } from '../time.ts';
import { AccountMenu } from './account-menu.tsx';
import { type DeskTab, deskTabs, tabsFor } from './desk-tabs.ts';
import styles from './shell.module.css';

function Tab({ tab, count, isOn }: { tab: DeskTab; count: number | undefined; isOn: boolean }) {
  const { t } = useWords();
  return (
    <Link
      to={tab.path}
      className={styles.tab}
      data-on={isOn || undefined}
      aria-current={isOn ? 'page' : undefined}
    >
      {t(`tabs.${tab.id}`)}
      {count !== undefined && <span className={styles.count}>· {count}</span>}
    </Link>
  );
}

function Clock() {
  const { t } = useWords();
  const { mode, office } = useSession();
  const { now, place } = useTime();
  return (
    <span className={styles.clock}>
      {mode === 'peragaan' && <span className={styles.mode}>{t('app.demo')} · </span>}
      <span className={styles.day}>{dayName(now, place)}, </span>
      {timeOfDay(now, place)} {zoneName(office.utcOffsetMinutes)}
    </span>
  );
}

/** Names the page after its desk, for browser tabs and screen readers. */
function useTitle(tab: DeskTab | undefined): void {
  const { t } = useWords();
  useEffect(() => {
    document.title = tab === undefined ? t('app.title') : `${t(`tabs.${tab.id}`)} · ${t('app.name')}`;
  }, [tab, t]);
}

/** Shown where an address leads to a desk of other roles. */
function NotYourDesk() {
  const { t } = useWords();
  return (
    <Empty icon={<IconLock aria-hidden />} title={t('app.forbidden')}>
      {t('app.forbiddenNext')}
    </Empty>
  );
}

/** The bar and the place for the screen. */
export function Shell() {
  const { t } = useWords();
  const { officer, office } = useSession();
  const isLive = useLiveChanges();
  const { data: counts } = useQuery(countsQuery);
  useQuery(demoQuery);
  // The signer counts documents, not cases; the desk fetches them, the tab only looks.
  const { data: toSign } = useQuery({ ...signingQuery, enabled: false });
  const countOf = (tab: DeskTab) =>
    tab.id === 'signing' && toSign !== undefined ? toSign.length : tab.count && counts?.[tab.count];
  const path = useRouterState({ select: (state) => state.location.pathname });
  const tabs = tabsFor(officer.roles);
  const here = tabs.find((tab) => path.startsWith(tab.path));
  const isElsewhere = here === undefined && deskTabs.some((tab) => path.startsWith(tab.path));
  useTitle(here);
  return (
    <div className={styles.shell}>
      <button
        type="button"
        className={styles.skip}
        onClick={() => document.getElementById('content')?.focus()}
      >
        {t('app.skip')}
      </button>
      <header className={`${styles.bar} no-print`}>
        <span className={styles.name}>
          <b>{t('app.name')}</b> <span>{office.name}</span>
        </span>
        <nav aria-label={t('app.desks')} className={styles.tabs}>
          {tabs.map((tab) => (
            <Tab key={tab.id} tab={tab} isOn={tab === here} count={countOf(tab)} />
          ))}
        </nav>
        <Clock />
        <LanguageSwitch />
        <AccountMenu />
      </header>
      {!isLive && (
        <div className={styles.notLive} role="status">
          {t('app.notLive')}
        </div>
      )}
      <main id="content" tabIndex={-1} className={styles.main}>
        {isElsewhere ? <NotYourDesk /> : <Outlet />}
      </main>
    </div>
  );
}
