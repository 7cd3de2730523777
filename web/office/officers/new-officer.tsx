/** The dialog for a new account. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Role, StartPassword } from '../../../src/http/api-types.ts';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { AreaChoice, RoleChoice } from './officer-fields.tsx';
import { ShownPassword } from './start-password.tsx';

const blank = { name: '', username: '', nik: '' };

/** Makes the account; `name` is for the message afterwards. */
function useCreating(name: string) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (account: object) => request<StartPassword>('/api/officers', { json: account }),
    onSuccess: () => say(t('officers.created', { name })),
    onSettled: () => client.invalidateQueries({ queryKey: ['officers'] }),
  });
}

function Form({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(blank);
  const [roles, setRoles] = useState<Role[]>(['petugas-layanan']);
  const [areas, setAreas] = useState<string[] | '*'>('*');
  const [isTried, setTried] = useState(false);
  const isSigner = roles.includes('penandatangan');
  const work = useCreating(typed.name);
  const input = (name: keyof typeof blank) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
    error: isTried && typed[name].trim() === '' && name !== 'nik' ? t('officers.required') : undefined,
    autoComplete: 'off',
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { nik, ...account } = typed;
    if (typed.name !== '' && typed.username !== '' && roles.length > 0)
      work.mutate({ ...account, roles, areas, ...(isSigner && nik !== '' && { nik }) });
  };
  if (work.data !== undefined)
    return (
      <ShownPassword
        username={typed.username.toLowerCase()}
        password={work.data.startPassword}
        onDone={onClose}
      />
    );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput data-autofocus label={t('officers.name')} {...input('name')} />
        <TextInput label={t('officers.username')} autoCapitalize="none" {...input('username')} />
        <RoleChoice value={roles} onChange={setRoles} />
        {isSigner && (
          <TextInput
            label={t('officers.nik')}
            description={t('officers.nikHelp')}
            inputMode="numeric"
            {...input('nik')}
          />
        )}
        <AreaChoice value={areas} onChange={setAreas} />
        <ProblemNote error={work.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={work.isPending}>
            {t('officers.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Starts blank every time. */
export function NewOfficer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('officers.add')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Form onClose={onClose} />
    </Modal>
  );
}
