/** Who is signed in, and the way out. */
import { Menu } from '@mantine/core';
import { IconChevronDown, IconHome, IconKey, IconLogout } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../ui/request.ts';
import { sessionQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { useSession } from '../session.tsx';
import styles from './shell.module.css';

/** The button at the right end of the bar. */
export function AccountMenu() {
  const { t } = useWords();
  const { officer, mode } = useSession();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => request('/api/session', { method: 'DELETE' }),
    onSettled: () => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={styles.account}
          aria-label={t('app.account', { name: officer.name })}
        >
          <span>{officer.name}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{officer.roles.map((role) => t(`roles.${role}`)).join(', ')}</Menu.Label>
        {mode === 'peragaan' && (
          <Menu.Item component="a" href="/" leftSection={<IconHome size={16} aria-hidden />}>
            {t('app.startPage')}
          </Menu.Item>
        )}
        <Menu.Item
          component={Link}
          {...{ to: '/kata-sandi' }}
          leftSection={<IconKey size={16} aria-hidden />}
        >
          {t('app.changePassword')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
