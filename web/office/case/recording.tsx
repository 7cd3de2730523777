/** A voice note or video in a thread: fetched only when an officer asks to hear it, since each look is written down. */
import { IconDownload, IconMicrophone, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ThreadMessage } from '../../../src/http/api-types.ts';
import { requestBytes } from '../../ui/request.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './thread.module.css';

/** The player, by what the server says that the bytes are; what no browser can play is saved. */
function Player({ url, mime }: { url: string; mime: string }) {
  const { t } = useWords();
  const save = (
    <a className="small" href={url} download="rekaman">
      <IconDownload size={14} aria-hidden /> {t('chat.save')}
    </a>
  );
  if (mime.startsWith('audio/') && mime !== 'audio/amr')
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a resident has just said
      <audio controls autoPlay src={url} className={styles.player} />
    );
  if (mime === 'video/mp4')
    return (
      // biome-ignore lint/a11y/useMediaCaption: as above
      <video controls autoPlay src={url} className={styles.player} />
    );
  return save;
}

/** Without a contact the recording is only named: whoever holds the conversation hears it. */
export function Recording(props: { contactId: string | undefined; recording: ThreadMessage['recording'] }) {
  const { contactId, recording } = props;
  const { t } = useWords();
  const fetched = useMutation({
    mutationFn: async () => {
      const path = `/api/conversations/${contactId}/recordings/${recording?.mediaKey}`;
      const bytes = await requestBytes(path);
      return { url: URL.createObjectURL(bytes), mime: bytes.type };
    },
  });
  const url = fetched.data?.url;
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  const state = recording?.state ?? 'gone';
  return (
    <span className={styles.recording}>
      <span className={styles.file}>
        <IconMicrophone size={16} aria-hidden /> {t('chat.recording')}
      </span>
      {state === 'waiting' && <span className="xs muted">{t('chat.recordingWaits')}</span>}
      {state === 'gone' && <span className="xs muted">{t('chat.recordingGone')}</span>}
      {state === 'kept' && contactId !== undefined && fetched.data === undefined && (
        <button
          type="button"
          className="link-button ring small"
          disabled={fetched.isPending}
          onClick={() => fetched.mutate()}
        >
          <IconPlayerPlay size={15} aria-hidden /> {t('chat.play')}
        </button>
      )}
      <ProblemNote error={fetched.error} />
      {fetched.data !== undefined && <Player {...fetched.data} />}
    </span>
  );
}
