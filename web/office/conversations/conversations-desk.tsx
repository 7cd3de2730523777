/** Conversations that wait for an officer: a plain list, the thread, and the way back to the automatic service. */
import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconMessageCircleCheck, IconMessages } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConversationView } from '../../../src/http/api-types.ts';
import { Empty } from '../../ui/empty.tsx';
import { say } from '../../ui/say.tsx';
import { releaseConversation } from '../api/acts.ts';
import { conversationQuery, conversationsQuery } from '../api/queries.ts';
import { Thread } from '../case/thread.tsx';
import { type Translate, useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import styles from './conversations.module.css';
import { Reach } from './reach.tsx';

function reasonWordsOf(reason: ConversationView['reason'], t: Translate): string {
  return reason === undefined ? '' : t(`conversations.reasons.${reason}`);
}

function Row({ contact, isOn }: { contact: ConversationView; isOn: boolean }) {
  const { t } = useWords();
  const time = useTime();
  return (
    <li>
      <Link
        to={`/percakapan/${contact.contactId}`}
        className={`${styles.item} ring`}
        data-on={isOn || undefined}
        aria-current={isOn ? 'true' : undefined}
      >
        <b className="num">{contact.label ?? t('conversations.noNumber')}</b>
        {contact.profileName !== undefined && <span className="small">{contact.profileName}</span>}
        <span className="small">{reasonWordsOf(contact.reason, t)}</span>
        <span className="small muted num">
          {[
            contact.handedOverAt && t('conversations.since', { when: time.ago(contact.handedOverAt) }),
            ...contact.cases.map((one) => one.number),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
    </li>
  );
}

function Conversation({ contact }: { contact: ConversationView }) {
  const { t } = useWords();
  const time = useTime();
  const client = useQueryClient();
  const navigate = useNavigate();
  const label = contact.label ?? t('conversations.noNumber');
  const [isRevealed, setRevealed] = useState(false);
  const { data, error, refetch } = useQuery({
    ...conversationQuery(contact.contactId, isRevealed),
    placeholderData: keepPreviousData,
  });
  const release = useMutation({
    mutationFn: () => releaseConversation(contact.contactId),
    onSuccess: () => {
      say(t('conversations.released'));
      void navigate({ to: '/percakapan' });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['conversations'] }),
        client.invalidateQueries({ queryKey: ['desks'] }),
      ]),
  });
  return (
    <section className={styles.conversation} aria-label={label}>
      <header>
        <Link to="/percakapan" className={styles.back}>
          <IconArrowLeft size={18} aria-hidden /> {t('conversations.back')}
        </Link>
        <div className="row wrap">
          <div className="grow">
            <h1 className="num">{label}</h1>
            <p className="small muted">
              {reasonWordsOf(contact.reason, t)}
              {contact.lastInboundAt !== undefined && (
                <> · {t('conversations.last', { when: time.ago(contact.lastInboundAt) })}</>
              )}
            </p>
            {contact.profileName !== undefined && (
              <p className="small muted" title={t('chat.callsHelp')}>
                {t('chat.calls', { name: contact.profileName })}
              </p>
            )}
          </div>
          <Reach contactId={contact.contactId} />
          {contact.cases.map((one) => (
            <Link key={one.id} to={`/berkas/${one.id}`} className="small num">
              {one.number}
            </Link>
          ))}
        </div>
      </header>
      <div className={styles.thread}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        {data === undefined && error === null && <Skeleton height={200} />}
        {data !== undefined && (
          <Thread
            messages={data.thread}
            contactId={contact.contactId}
            since={contact.handedOverAt}
            numbers={{ isRevealed, onToggle: () => setRevealed(!isRevealed) }}
          />
        )}
      </div>
      <footer>
        <ProblemNote error={release.error} />
        <Button size="lg" loading={release.isPending} onClick={() => release.mutate()}>
          {t('conversations.release')}
        </Button>
      </footer>
    </section>
  );
}

/** List left, thread right; on a phone one of the two. */
export function ConversationsDesk() {
  const { t } = useWords();
  const { contactId } = useParams({ strict: false }) as { contactId?: string };
  const { data, error, refetch } = useQuery(conversationsQuery);
  const contact = data?.find((one) => one.contactId === contactId);
  return (
    <div className={styles.desk} data-open={contact === undefined ? undefined : true}>
      <section className={styles.list} aria-label={t('conversations.title')}>
        <div className={styles.head}>
          <h2>{t('conversations.title')}</h2>
          <p className="small muted">{t('conversations.intro')}</p>
        </div>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        <ul className="plain-list">
          {data?.map((one) => (
            <Row key={one.contactId} contact={one} isOn={one.contactId === contactId} />
          ))}
        </ul>
        {data?.length === 0 && (
          <Empty icon={<IconMessageCircleCheck aria-hidden />} title={t('conversations.none')}>
            {t('conversations.noneHelp')}
          </Empty>
        )}
      </section>
      <div className={styles.middle}>
        {contact !== undefined ? (
          <Conversation key={contact.contactId} contact={contact} />
        ) : (
          data !== undefined &&
          data.length > 0 && (
            <Empty icon={<IconMessages aria-hidden />} title={t('conversations.choose')}>
              {t('conversations.chooseHelp')}
            </Empty>
          )
        )}
      </div>
    </div>
  );
}
