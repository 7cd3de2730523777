/** The power to sign: by decree, dated, and limited to kinds of documents. */
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Note } from '../../ui/note.tsx';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { servicesQuery } from '../api/queries.ts';
import type { OfficerAccount, SigningAuthority } from '../api/types.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { dayInWords } from '../time.ts';
import styles from './officers.module.css';

const kinds = ['definitif', 'plt', 'plh'] as const;

/** Papers of the catalogue, which are what somebody signs; cards carry no signature. */
function useSignedDocuments() {
  const { language } = useWords();
  const { data: services = [] } = useQuery(servicesQuery);
  const kindsById = new Map(
    services
      .flatMap((service) => service.produces)
      .filter(({ document }) => document.form.kind === 'paper')
      .map(({ document }) => [document.id, document.words[language].name]),
  );
  return [...kindsById].map(([id, name]) => ({ id, name }));
}

function AuthorityForm({ officer, onDone }: { officer: OfficerAccount; onDone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const documents = useSignedDocuments();
  const [role, setRole] = useState('');
  const [kind, setKind] = useState<SigningAuthority['kind']>('definitif');
  const [decree, setDecree] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const [validTo, setValidTo] = useState('');
  const [documentIds, setDocumentIds] = useState<string[]>([]);
  const [isTried, setTried] = useState(false);
  const work = useMutation({
    mutationFn: () =>
      request(`/api/officers/${encodeURIComponent(officer.officerId)}/authorities`, {
        json: { role, kind, decree, validFrom, documentIds, ...(validTo !== '' && { validTo }) },
      }),
    onSuccess: () => {
      say(t('officers.changed'));
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['officers'] }),
  });
  const needed = (value: string) => (isTried && value.trim() === '' ? t('officers.required') : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (role !== '' && decree !== '' && validFrom !== '' && documentIds.length > 0) work.mutate();
  };
  return (
    <form className={styles.authority} onSubmit={submit} noValidate>
      <TextInput
        label={t('officers.authorityRole')}
        value={role}
        error={needed(role)}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('officers.kind')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`officers.kinds.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value as SigningAuthority['kind'])}
      />
      <TextInput
        label={t('officers.decree')}
        value={decree}
        error={needed(decree)}
        onChange={(event) => setDecree(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('officers.validFrom')}
        value={validFrom}
        error={needed(validFrom)}
        onChange={(event) => setValidFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('officers.validTo')}
        value={validTo}
        onChange={(event) => setValidTo(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('officers.scope')}
        value={documentIds}
        onChange={setDocumentIds}
        error={isTried && documentIds.length === 0 ? t('officers.required') : undefined}
      >
        <Stack gap="sm" mt="xs">
          {documents.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
      <div className={styles.changeFoot}>
        <ProblemNote error={work.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={work.isPending}>
            {t('act.save')}
          </Button>
        </Group>
      </div>
    </form>
  );
}

/** The list below a signer's row, and the form for one more. */
export function Authorities({ officer }: { officer: OfficerAccount }) {
  const { t, language } = useWords();
  const documents = useSignedDocuments();
  const [isAdding, setAdding] = useState(false);
  const { authorities = [] } = officer;
  return (
    <section className={styles.authorities} aria-label={`${t('officers.authorities')}, ${officer.name}`}>
      <div className="row">
        <h3 className="grow">{t('officers.authorities')}</h3>
        {!isAdding && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('officers.addAuthority')}
          </Button>
        )}
      </div>
      {authorities.length === 0 && !isAdding && <Note tone="warn">{t('officers.noAuthorities')}</Note>}
      <ul className="plain-list">
        {authorities.map((one) => {
          const from = dayInWords(one.validFrom, language);
          const names = one.documentIds.map((id) => documents.find((kind) => kind.id === id)?.name ?? id);
          return (
            <li key={one.authorityId}>
              <b>{one.role}</b>, {t(`officers.kinds.${one.kind}`)}
              <span className="small muted">
                {one.decree} ·{' '}
                {one.validTo === undefined
                  ? t('officers.noEnd', { from })
                  : t('officers.until', { from, to: dayInWords(one.validTo, language) })}{' '}
                · {names.join(', ')}
              </span>
            </li>
          );
        })}
      </ul>
      {isAdding && <AuthorityForm officer={officer} onDone={() => setAdding(false)} />}
    </section>
  );
}
