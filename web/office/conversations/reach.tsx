/** How an officer reaches the resident of a conversation: the number in full, shown on request and written down. */
import { Button } from '@mantine/core';
import { IconBrandWhatsapp, IconCopy, IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { say } from '../../ui/say.tsx';
import { revealPhone } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './conversations.module.css';

/** The button, and after it the number to call, to copy, or to open in WhatsApp. */
export function Reach({ contactId }: { contactId: string }) {
  const { t } = useWords();
  const reveal = useMutation({ mutationFn: () => revealPhone(contactId) });
  if (reveal.data === undefined)
    return (
      <div>
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          title={t('chat.logged')}
          loading={reveal.isPending}
          onClick={() => reveal.mutate()}
        >
          {t('chat.showPhone')}
        </Button>
        <ProblemNote error={reveal.error} />
      </div>
    );
  const { phone } = reveal.data;
  if (phone === undefined) return <p className={`${styles.reach} small`}>{t('chat.noPhone')}</p>;
  const copy = () => {
    // Without https browsers have no clipboard; the number is there to be marked by hand.
    void navigator.clipboard?.writeText(phone).then(() => say(t('chat.copied')));
  };
  return (
    <div className={`${styles.reach} row wrap`}>
      <a className="num" href={`tel:${phone}`}>
        {phone}
      </a>
      <Button variant="default" size="xs" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
        {t('chat.copyPhone')}
      </Button>
      <Button
        component="a"
        variant="default"
        size="xs"
        leftSection={<IconBrandWhatsapp size={14} aria-hidden />}
        href={`https://wa.me/${phone.replace('+', '')}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('chat.openWhatsApp')}
      </Button>
    </div>
  );
}
