/** A WhatsApp thread as the desk reads it: what came in left, what went out right, with how far it got. */
import {
  IconCheck,
  IconChecks,
  IconClock,
  IconExclamationCircle,
  IconEye,
  IconEyeOff,
  IconFile,
  IconPhoto,
} from '@tabler/icons-react';
import { Fragment, useEffect, useRef } from 'react';
import type { ThreadMessage } from '../../../src/http/api-types.ts';
import { type Translate, useWords } from '../i18n.ts';
import { useTime } from '../session.tsx';
import { Recording } from './recording.tsx';
import styles from './thread.module.css';

type State = NonNullable<ThreadMessage['state']>;

function StateIcon({ state }: { state: State }) {
  if (state === 'delivered' || state === 'read')
    return <IconChecks size={14} aria-hidden className={state === 'read' ? styles.read : undefined} />;
  if (state === 'accepted' || state === 'sent') return <IconCheck size={14} aria-hidden />;
  if (state === 'failed' || state === 'uncertain' || state === 'window-closed' || state === 'dropped')
    return <IconExclamationCircle size={14} aria-hidden />;
  return <IconClock size={14} aria-hidden />;
}

/** WhatsApp's `*bold*` and `_italic_`, and nothing else of it. */
function richText(text: string) {
  return text.split(/(\*[^*\n]+\*|_[^_\n]+_)/u).map((part, at) => {
    if (/^\*[^*]+\*$/u.test(part)) return <b key={at}>{part.slice(1, -1)}</b>;
    if (/^_[^_]+_$/u.test(part)) return <i key={at}>{part.slice(1, -1)}</i>;
    return part;
  });
}

function kindWords(kind: string, t: Translate): string {
  if (kind === 'media') return t('message.media');
  if (kind === 'file' || kind === 'document') return t('message.document');
  if (kind === 'location') return t('message.location');
  if (kind === 'revoke') return t('chat.withdrawn');
  if (kind === 'recording') return t('chat.recording');
  if (kind === 'reaction') return t('message.reaction');
  return t('message.other');
}

function Bubble({ message, contactId }: { message: ThreadMessage; contactId: string | undefined }) {
  const { t } = useWords();
  const time = useTime();
  const { direction, kind, text, state, reason } = message;
  const isFile = kind === 'media' || kind === 'file' || kind === 'document';
  const Icon = kind === 'media' ? IconPhoto : IconFile;
  return (
    <li className={direction === 'in' ? styles.in : styles.out}>
      {isFile && (
        <span className={styles.file}>
          <Icon size={16} aria-hidden /> {kindWords(kind, t)}
        </span>
      )}
      {kind === 'recording' && <Recording contactId={contactId} recording={message.recording} />}
      {(text !== '' || !isFile) && kind !== 'recording' && (
        <span className={text === '' ? styles.nothing : styles.text}>
          {text === '' ? kindWords(kind, t) : richText(text)}
        </span>
      )}
      {message.isTakenBack && <span className={styles.nothing}>{t('chat.takenBackKept')}</span>}
      {reason !== undefined && (
        <span className={styles.reason}>
          <IconExclamationCircle size={14} aria-hidden /> {t(`message.reasons.${reason}`)}
        </span>
      )}
      <span className={styles.foot}>
        {time.at(message.at)}
        {state !== undefined && (
          <span role="img" aria-label={t(`message.states.${state}`)} title={t(`message.states.${state}`)}>
            <StateIcon state={state} />
          </span>
        )}
      </span>
    </li>
  );
}

/** What the reader of a thread may do and needs to see beside the messages. */
interface ThreadProps {
  messages: readonly ThreadMessage[];
  /** The contact whose recordings may be heard here; without it they are only named. */
  contactId?: string | undefined;
  /** From then on messages wait for an officer. */
  since?: string | undefined;
  /** Shows NIK and KK numbers in full, or hides them again; the server writes each showing down. */
  numbers: { isRevealed: boolean; onToggle: () => void };
}

/** The messages, oldest first; the newest is in view, and what came since an officer was asked for is marked. */
export function Thread({ messages, contactId, since, numbers }: ThreadProps) {
  const { t } = useWords();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Only the pane around is scrolled, never the page.
    const pane = list.current?.parentElement;
    if (pane && messages.length > 0) pane.scrollTop = pane.scrollHeight;
  }, [messages.length]);
  if (messages.length === 0) return <p className="muted small">{t('case.noThread')}</p>;
  const waiting = messages.filter(
    ({ direction, at }) => direction === 'in' && since !== undefined && at >= since,
  );
  const Icon = numbers.isRevealed ? IconEyeOff : IconEye;
  return (
    <ol ref={list} className={styles.thread}>
      {messages.some(({ hasMasked }) => hasMasked) && (
        <li className={styles.tools}>
          <button
            type="button"
            className="link-button ring small"
            title={t('chat.logged')}
            onClick={numbers.onToggle}
          >
            <Icon size={15} aria-hidden /> {t(numbers.isRevealed ? 'chat.hideNumbers' : 'chat.showNumbers')}
          </button>
        </li>
      )}
      {messages.map((message) => (
        <Fragment key={message.id}>
          {message === waiting[0] && (
            <li className={styles.unread}>{t('chat.unread', { count: waiting.length })}</li>
          )}
          <Bubble message={message} contactId={contactId} />
        </Fragment>
      ))}
    </ol>
  );
}
