/** Ends a case because its applicant wants so; cannot be undone, so it asks first. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseView } from '../../../src/http/api-types.ts';
import { useAct } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';

/** Nothing where the person or the state does not allow it. */
export function WithdrawCase({ view }: { view: CaseView }) {
  const { t } = useWords();
  const act = useAct(view.id);
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  if (!view.can.includes('withdraw-case')) return null;
  return (
    <div className="no-print">
      <Button variant="subtle" color="danger" onClick={() => setOpen(true)}>
        {t('page.withdraw')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('page.withdraw')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <Stack>
          <p className="small muted">{t('page.withdrawExplain')}</p>
          <Textarea
            data-autofocus
            label={t('page.withdrawAsk')}
            value={note}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ProblemNote error={act.error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('act.cancel')}
            </Button>
            <Button
              color="danger"
              loading={act.isPending}
              onClick={() =>
                act.mutate(
                  { act: 'withdraw-case', body: note.trim() === '' ? {} : { note: note.trim() } },
                  { onSuccess: () => setOpen(false) },
                )
              }
            >
              {t('page.withdrawConfirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
  );
}
