/** Where officers change their password: by their own wish from the account menu, or because it is still the first. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Note } from '../../ui/note.tsx';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { sessionQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import signInStyles from '../sign-in.module.css';
import styles from './password.module.css';
import { PasswordForm } from './password-form.tsx';

function useTitle(): void {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${t('password.title')} · ${t('app.name')}`;
  }, [t]);
}

/** The screen within the console. */
export function PasswordPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  useTitle();
  return (
    <div className={styles.page}>
      <section className={`card ${styles.card}`} aria-labelledby="password-title">
        <h1 id="password-title">{t('password.title')}</h1>
        <PasswordForm
          onDone={() => {
            say(t('password.done'));
            void navigate({ to: '/' });
          }}
        />
      </section>
    </div>
  );
}

/** Instead of the console, while the password is one that the admin knows. */
export function FirstPassword() {
  const { t } = useWords();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => request('/api/session', { method: 'DELETE' }),
    onSettled: () => client.setQueryData(sessionQuery.queryKey, null),
  });
  useTitle();
  return (
    <div className={signInStyles.page}>
      <header className={signInStyles.top}>
        <b>{t('app.name')}</b>
        <LanguageSwitch />
      </header>
      <main className={signInStyles.main}>
        <section className={`card ${styles.card}`} aria-labelledby="password-title">
          <h1 id="password-title">{t('password.title')}</h1>
          <Note tone="info">{t('password.first')}</Note>
          <PasswordForm onDone={() => say(t('password.done'))} />
          <Button variant="subtle" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('app.signOut')}
          </Button>
        </section>
      </main>
    </div>
  );
}
