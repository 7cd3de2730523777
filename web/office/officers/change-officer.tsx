/** Changes an account: roles, areas, a first password for who forgot theirs, and whether it may sign in at all. */
import { Button, Group, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficerAccount } from '../../../src/http/api-types.ts';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { AreaChoice, RoleChoice } from './officer-fields.tsx';
import styles from './officers.module.css';
import { ResetPassword } from './start-password.tsx';

type Change = Partial<Pick<OfficerAccount, 'roles' | 'areas' | 'isActive'>>;

function useChange(officer: OfficerAccount, onDone: () => void) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      request(`/api/officers/${encodeURIComponent(officer.officerId)}`, { json: change }),
    onSuccess: () => {
      say(t('officers.changed'));
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['officers'] }),
  });
}

/** Ending somebody's access takes effect at once, so it asks first. */
function ActiveButton({
  officer,
  onChange,
  isBusy,
}: {
  officer: OfficerAccount;
  onChange: (isActive: boolean) => void;
  isBusy: boolean;
}) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!officer.isActive)
    return (
      <Button variant="default" loading={isBusy} onClick={() => onChange(true)}>
        {t('officers.activate')}
      </Button>
    );
  return (
    <>
      <Button variant="subtle" color="danger" onClick={() => setAsking(true)}>
        {t('officers.deactivate')}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('officers.deactivate')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <p>{t('officers.deactivateAsk', { name: officer.name })}</p>
        <Group justify="flex-end" gap="sm" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('act.cancel')}
          </Button>
          <Button color="danger" loading={isBusy} onClick={() => onChange(false)}>
            {t('officers.deactivate')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

/** The form below an officer's row. */
export function ChangeOfficer({ officer, onDone }: { officer: OfficerAccount; onDone: () => void }) {
  const { t } = useWords();
  const [roles, setRoles] = useState(officer.roles);
  const [areas, setAreas] = useState(officer.areas);
  const work = useChange(officer, onDone);
  return (
    <div className={styles.change}>
      <RoleChoice value={roles} onChange={setRoles} />
      <div className="col">
        <AreaChoice value={areas} onChange={setAreas} />
      </div>
      <div className={styles.changeFoot}>
        <ProblemNote error={work.error} />
        <Group justify="flex-end" gap="sm">
          <ActiveButton
            officer={officer}
            isBusy={work.isPending}
            onChange={(isActive) => work.mutate({ isActive })}
          />
          <ResetPassword officer={officer} />
          <Button loading={work.isPending} onClick={() => work.mutate({ roles, areas })}>
            {t('act.save')}
          </Button>
        </Group>
      </div>
    </div>
  );
}
