/** Signs everything that was read with one passphrase, which lives in this form alone until it is sent. */
import { Button, PasswordInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { DocumentToSign } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { Problem } from '../../ui/problem.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useDemo } from '../session.tsx';
import styles from './signing.module.css';
import type { Batch } from './use-batch.ts';

/** A lost answer is not a failure: something may be signed already. */
function BatchProblem({ error }: { error: unknown }) {
  const { t } = useWords();
  const isLost = error instanceof Problem && error.code === 'offline';
  if (!isLost) return <ProblemNote error={error} />;
  return (
    <Note tone="bad" isLive>
      {t('signing.lost')}
    </Note>
  );
}

/** What will be signed; each can be looked at once more. */
function ReadyList({
  ready,
  onLook,
}: {
  ready: readonly DocumentToSign[];
  onLook: (documentId: string) => void;
}) {
  const { t } = useWords();
  return (
    <ul className={`${styles.list} plain-list`} aria-label={t('signing.list')}>
      {ready.map((item) => (
        <li key={item.documentId}>
          <IconCircleCheck size={18} aria-hidden />
          <span className={styles.listed}>
            <button type="button" className="link-button ring" onClick={() => onLook(item.documentId)}>
              {item.kindName}, {item.subjectName}
            </button>
            <span className="xs muted num">{item.number}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** `ready` are the documents that were read; each can be looked at again. */
export function BatchForm(props: {
  ready: readonly DocumentToSign[];
  unread: number;
  batch: Batch;
  onRead: () => void;
  onLook: (documentId: string) => void;
}) {
  const { ready, unread, batch, onRead, onLook } = props;
  const { t } = useWords();
  const demo = useDemo();
  const [typed, setTyped] = useState<string>();
  const [isEmpty, setEmpty] = useState(false);
  const passphrase = typed ?? demo?.passphrase ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase === '') return;
    batch.sign(passphrase, ready);
    setTyped(undefined);
  };
  return (
    <form className={`card ${styles.batch}`} onSubmit={submit} autoComplete="off">
      <div>
        <h2>{t('signing.batchTitle')}</h2>
        <p className="muted small">{t('signing.batchHelp')}</p>
      </div>
      <ReadyList ready={ready} onLook={onLook} />
      <PasswordInput
        label={t('signing.passphrase')}
        // Browsers offer to store what looks like a password; this one never may be.
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        size="md"
        value={passphrase}
        error={isEmpty ? t('signing.passphraseNeeded') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      />
      {demo !== undefined && (
        <Note tone="info">{t('signing.demoPassphrase', { passphrase: demo.passphrase })}</Note>
      )}
      <BatchProblem error={batch.error} />
      <Button type="submit" size="lg" fullWidth loading={batch.isPending}>
        {t('signing.sign', { n: ready.length })}
      </Button>
      {unread > 0 && (
        <Button variant="default" fullWidth onClick={onRead} disabled={batch.isPending}>
          {t('signing.readMore', { n: unread })}
        </Button>
      )}
    </form>
  );
}
