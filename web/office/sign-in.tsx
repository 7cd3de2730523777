/** The sign-in: name and password, and in Mode Peragaan the demo accounts as buttons. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { DemoView, SessionView } from '../../src/http/api-types.ts';
import { Note } from '../ui/note.tsx';
import { request } from '../ui/request.ts';
import { demoQuery, sessionQuery } from './api/queries.ts';
import { useWords } from './i18n.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { ProblemNote } from './problem-note.tsx';
import styles from './sign-in.module.css';

function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      request<SessionView>(path, { json: body }),
    onSuccess: (session) => {
      // Nothing that another person looked at before stays on this screen.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'demo',
      });
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

function DemoAccounts({
  accounts,
  onChoose,
  isBusy,
}: {
  accounts: DemoView['accounts'];
  onChoose: (username: string) => void;
  isBusy: boolean;
}) {
  const { t } = useWords();
  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('signIn.demoTitle')}</h2>
      <ul className="plain-list">
        {accounts.map(({ username, name, roles }) => (
          <li key={username}>
            <button type="button" className="ring" disabled={isBusy} onClick={() => onChoose(username)}>
              <b>
                <span className="only-spoken">{t('signIn.demoAs')} </span>
                {name}
              </b>
              <span>{roles.map((role) => t(`roles.${role}`)).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="xs muted">{t('signIn.demoHelp')}</p>
    </section>
  );
}

type SigningIn = ReturnType<typeof useSignIn>;

function SignInForm({ signIn }: { signIn: SigningIn }) {
  const { t } = useWords();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(username === '' || password === '');
    if (username !== '' && password !== '')
      signIn.mutate({ path: '/api/session', body: { username, password } });
  };
  return (
    <form className={`card ${styles.form}`} onSubmit={submit} noValidate>
      <div>
        <h1>{t('signIn.title')}</h1>
        <p className="muted small">{t('signIn.welcome')}</p>
      </div>
      <TextInput
        label={t('signIn.username')}
        autoComplete="username"
        autoCapitalize="none"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('signIn.password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      />
      {isEmpty && (
        <Note tone="warn" isLive>
          {t('signIn.empty')}
        </Note>
      )}
      {!isEmpty && <ProblemNote error={signIn.error} />}
      <Button type="submit" size="lg" fullWidth loading={signIn.isPending}>
        {t('signIn.enter')}
      </Button>
    </form>
  );
}

/** The page before the desks. */
export function SignIn() {
  const { t } = useWords();
  const { data: demo } = useQuery(demoQuery);
  const signIn = useSignIn();
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <b>{t('app.name')}</b>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <SignInForm signIn={signIn} />
        {demo && (
          <DemoAccounts
            accounts={demo.accounts}
            isBusy={signIn.isPending}
            onChoose={(chosen) => signIn.mutate({ path: '/api/demo/sign-in', body: { username: chosen } })}
          />
        )}
      </main>
    </div>
  );
}
