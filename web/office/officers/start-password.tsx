/** A first password, shown to the admin this once; and the button that makes one for an officer who forgot theirs. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficerAccount, StartPassword } from '../../../src/http/api-types.ts';
import { request } from '../../ui/request.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './officers.module.css';

/** What the admin reads off and hands over. */
export function ShownPassword(props: { username: string; password: string; onDone: () => void }) {
  const { t } = useWords();
  return (
    <Stack>
      <dl className={styles.secret}>
        <dt>{t('officers.username')}</dt>
        <dd>{props.username}</dd>
        <dt>{t('signIn.password')}</dt>
        <dd className="num">{props.password}</dd>
      </dl>
      <p className="small muted">{t('officers.startHelp')}</p>
      <Group justify="flex-end">
        <Button onClick={props.onDone}>{t('officers.startDone')}</Button>
      </Group>
    </Stack>
  );
}

function ResetQuestion({ officer, onClose }: { officer: OfficerAccount; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: () =>
      request<StartPassword>(`/api/officers/${encodeURIComponent(officer.officerId)}/start-password`, {
        json: {},
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['officers'] }),
  });
  if (work.data !== undefined)
    return (
      <ShownPassword username={officer.username ?? ''} password={work.data.startPassword} onDone={onClose} />
    );
  return (
    <Stack>
      <p>{t('officers.resetAsk', { name: officer.name })}</p>
      <ProblemNote error={work.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button loading={work.isPending} onClick={() => work.mutate()}>
          {t('officers.reset')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Asks first: the present password stops working at once. */
export function ResetPassword({ officer }: { officer: OfficerAccount }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('officers.reset')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        closeOnClickOutside={false}
        title={t('officers.startTitle', { name: officer.name })}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <ResetQuestion officer={officer} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}
