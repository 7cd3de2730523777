/** The counter hands a card over: the resident's code, and a look at their identity. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { handOver, renewCase, renewPickupCode } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './cards.module.css';

/** Both the code and the checkbox are needed. */
export function HandOverForm({ view, card }: { view: CaseView; card: DocumentView }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [isSeen, setSeen] = useState(false);
  const [isTried, setTried] = useState(false);
  const work = useMutation({
    mutationFn: () => handOver(view.id, { documentId: card.id, code: code.trim(), identitySeen: isSeen }),
    onSuccess: () => say(t('cards.handedOver')),
    onSettled: () => renewCase(client, view.id),
  });
  const renewal = useMutation({
    mutationFn: () => renewPickupCode(view.id),
    onSuccess: (made) => setCode(made.code),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim() !== '' && isSeen) work.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className="muted small">{t('cards.handOverHelp')}</p>
      <TextInput
        label={t('cards.code')}
        value={code}
        inputMode="numeric"
        autoComplete="off"
        error={isTried && code.trim() === '' ? t('cards.codeNeeded') : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Checkbox
        label={t('cards.identity')}
        checked={isSeen}
        error={isTried && !isSeen ? t('cards.identityNeeded') : undefined}
        onChange={(event) => setSeen(event.currentTarget.checked)}
      />
      <ProblemNote error={work.error ?? renewal.error} />
      {renewal.data !== undefined && <p role="status">{t('cards.renewed', { code: renewal.data.code })}</p>}
      <div className={styles.buttons}>
        <Button type="submit" size="lg" loading={work.isPending}>
          {t('cards.handOver')}
        </Button>
        <Button
          variant="subtle"
          loading={renewal.isPending}
          onClick={() => (isSeen ? renewal.mutate() : setTried(true))}
        >
          {t('cards.renewCode')}
        </Button>
      </div>
    </form>
  );
}
