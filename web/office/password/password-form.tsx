/** The form for a password of one's own: the old one, and the new one twice. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SessionView } from '../../../src/http/api-types.ts';
import { request } from '../../ui/request.ts';
import { sessionQuery } from '../api/queries.ts';
import { type Translate, useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './password.module.css';

/** The shortest password that the server takes. */
const LEAST = 10;
const blank = { current: '', next: '', again: '' };
type Typed = typeof blank;

/** What is still wrong with each field, in words. */
function faultsOf(typed: Typed, t: Translate): Partial<Typed> {
  const needed = t('password.needed');
  return {
    ...(typed.current === '' && { current: needed }),
    ...(typed.next.length < LEAST && { next: typed.next === '' ? needed : t('password.short') }),
    ...(typed.again !== typed.next && { again: t('password.different') }),
  };
}

/** Calls `onDone` once the server has changed it and knows us by the new cookie. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [typed, setTyped] = useState(blank);
  const [isTried, setTried] = useState(false);
  const work = useMutation({
    mutationFn: () =>
      request<SessionView>('/api/session/password', {
        json: { currentPassword: typed.current, newPassword: typed.next },
      }),
    onSuccess: (session) => {
      onDone();
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const faults = faultsOf(typed, t);
  const input = (name: keyof Typed) => ({
    value: typed[name],
    error: isTried ? faults[name] : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    visibilityToggleButtonProps: { 'aria-label': t('signIn.show') },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) work.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <PasswordInput label={t('password.current')} autoComplete="current-password" {...input('current')} />
      <PasswordInput
        label={t('password.next')}
        description={t('password.nextHelp')}
        autoComplete="new-password"
        {...input('next')}
      />
      <PasswordInput label={t('password.again')} autoComplete="new-password" {...input('again')} />
      <p className="small muted">{t('password.others')}</p>
      <ProblemNote error={work.error} />
      <Button type="submit" size="lg" loading={work.isPending}>
        {t('password.save')}
      </Button>
    </form>
  );
}
