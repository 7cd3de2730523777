/** The frame around an open case: its head, the desk's work, the foot with the acts, and the side pane. */
import { ActionIcon } from '@mantine/core';
import { IconExternalLink, IconLayoutSidebarRightCollapse, IconMessages } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CaseView } from '../../../src/http/api-types.ts';
import { useWords } from '../i18n.ts';
import { useTime } from '../session.tsx';
import styles from './case-frame.module.css';
import { personName } from './case-words.ts';
import { SidePane } from './side-pane.tsx';

/** Number, arrival and title of a case. */
export function CaseTitle({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const time = useTime();
  const service = view.service.words[language].name;
  const subject = personName(view);
  const channel = view.channel === 'whatsapp' ? t('channel.whatsapp') : t('channel.desk');
  return (
    <div className="grow">
      <p className="small muted num">
        {view.number}
        {subject !== undefined && <> · {service}</>} ·{' '}
        {t('case.arrived', { when: time.ago(view.submittedAt ?? view.openedAt), channel })}
      </p>
      <h1>{subject ?? service}</h1>
    </div>
  );
}

/** `tags` stand in the head, `foot` holds the acts. The side pane folds away where there is no room. */
export function CaseFrame(props: {
  view: CaseView;
  tags?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  const { view, tags, children, foot } = props;
  const { t } = useWords();
  const [isSideOpen, setSideOpen] = useState(false);
  return (
    <div className={styles.frame} data-side={isSideOpen || undefined}>
      <section className={styles.work}>
        <header className={styles.head}>
          <CaseTitle view={view} />
          <div className="row tight wrap">
            {tags}
            <ActionIcon
              component={Link}
              // Typed routes know the path; the generic component does not.
              {...{ to: `/berkas/${view.id}` }}
              variant="subtle"
              color="dark"
              aria-label={t('case.openPage')}
              title={t('case.openPage')}
            >
              <IconExternalLink size={18} aria-hidden />
            </ActionIcon>
            <button
              type="button"
              className={`${styles.sideToggle} link-button ring`}
              aria-expanded={isSideOpen}
              onClick={() => setSideOpen(!isSideOpen)}
            >
              {isSideOpen ? (
                <IconLayoutSidebarRightCollapse size={18} aria-hidden />
              ) : (
                <IconMessages size={18} aria-hidden />
              )}
              {t('case.showSide')}
            </button>
          </div>
        </header>
        <div className={styles.body}>{children}</div>
        {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
      </section>
      <SidePane view={view} />
    </div>
  );
}
