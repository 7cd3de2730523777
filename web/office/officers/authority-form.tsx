/** The form for one more power to sign: position, decree, dates, and kinds of documents. */
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OfficerAccount, SigningAuthority } from '../../../src/http/api-types.ts';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './officers.module.css';
import { useSignedDocuments } from './signed-documents.ts';

const kinds = ['definitif', 'plt', 'plh'] as const;

interface Typed {
  role: string;
  kind: SigningAuthority['kind'];
  decree: string;
  validFrom: string;
  validTo: string;
  documentIds: string[];
}

const blank: Typed = { role: '', kind: 'definitif', decree: '', validFrom: '', validTo: '', documentIds: [] };

/** Plt and Plh are temporary by nature (UU 30/2014 Art. 14), so they need an end. */
function emptyFields(typed: Typed): (keyof Typed)[] {
  const needed = [
    'role',
    'decree',
    'validFrom',
    'documentIds',
    ...(typed.kind === 'definitif' ? [] : ['validTo']),
  ];
  return (needed as (keyof Typed)[]).filter((name) => typed[name].length === 0);
}

function useAdding(officer: OfficerAccount, onDone: () => void) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ validTo, ...rest }: Typed) =>
      request(`/api/officers/${encodeURIComponent(officer.officerId)}/authorities`, {
        json: { ...rest, ...(validTo !== '' && { validTo }) },
      }),
    onSuccess: () => {
      say(t('officers.changed'));
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['officers'] }),
  });
}

function DocumentChoice(props: {
  value: string[];
  error: string | undefined;
  onChange: (ids: string[]) => void;
}) {
  const { t } = useWords();
  const documents = useSignedDocuments();
  return (
    <Checkbox.Group label={t('officers.scope')} {...props}>
      <Stack gap="sm" mt="xs">
        {documents.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Everything but the end of a definitive position is needed. */
export function AuthorityForm({ officer, onDone }: { officer: OfficerAccount; onDone: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(blank);
  const [isTried, setTried] = useState(false);
  const work = useAdding(officer, onDone);
  const empty = emptyFields(typed);
  const errorOf = (name: keyof Typed) =>
    isTried && empty.includes(name) ? t('officers.required') : undefined;
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const text = (name: 'role' | 'decree' | 'validFrom' | 'validTo') => ({
    value: typed[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (empty.length === 0) work.mutate(typed);
  };
  return (
    <form className={styles.authority} onSubmit={submit} noValidate>
      <TextInput label={t('officers.authorityRole')} {...text('role')} />
      <NativeSelect
        label={t('officers.kind')}
        value={typed.kind}
        data={kinds.map((value) => ({ value, label: t(`officers.kinds.${value}`) }))}
        onChange={(event) => change({ kind: event.currentTarget.value as Typed['kind'] })}
      />
      <TextInput label={t('officers.decree')} {...text('decree')} />
      <TextInput type="date" label={t('officers.validFrom')} {...text('validFrom')} />
      <TextInput type="date" label={t('officers.validTo')} {...text('validTo')} />
      <DocumentChoice
        value={typed.documentIds}
        error={errorOf('documentIds')}
        onChange={(documentIds) => change({ documentIds })}
      />
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
