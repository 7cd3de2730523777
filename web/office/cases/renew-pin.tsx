/** A new PIN for an applicant who forgot theirs: what was checked, how it is handed over, and the PIN, once. */
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type IdentityProof, identityProofs } from '../../../src/domain/case/state.ts';
import type { CaseView } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { renewCase, renewPin } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './cases.module.css';

function ShownPin({ pin, onClose }: { pin: string; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Stack>
      <p className={styles.pin}>
        <span className="small muted">{t('pin.shown')}</span>
        <b className="num">{pin}</b>
      </p>
      <p className="small muted">{t('pin.shownHelp')}</p>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('pin.handed')}</Button>
      </Group>
    </Stack>
  );
}

function ProofChoice(props: {
  proofs: readonly IdentityProof[];
  value: IdentityProof | undefined;
  error: string | undefined;
  onChange: (proof: IdentityProof) => void;
}) {
  const { t } = useWords();
  return (
    <Radio.Group
      label={t('pin.proof')}
      value={props.value ?? ''}
      error={props.error}
      onChange={(next) => props.onChange(next as IdentityProof)}
    >
      <Stack gap="sm" mt="sm">
        {props.proofs.map((one, at) => (
          <Radio
            key={one}
            value={one}
            label={t(`pin.proofs.${one}`)}
            data-autofocus={at === 0 ? true : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function RenewForm({ view, onClose }: { view: CaseView; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const hasChat = view.contactId !== undefined;
  const [proof, setProof] = useState<IdentityProof>();
  const [chosenVia, setVia] = useState<'counter' | 'whatsapp'>('counter');
  const [isTried, setTried] = useState(false);
  // Whoever was only asked in the chat is not there to be shown anything.
  const via = proof === 'asked-in-chat' ? 'whatsapp' : chosenVia;
  const work = useMutation({
    mutationFn: (given: IdentityProof) => renewPin(view.id, { proof: given, via }),
    onSuccess: (made) => {
      if (made.pin !== undefined) return;
      say(t('pin.sent'));
      onClose();
    },
    onSettled: () => renewCase(client, view.id),
  });
  if (work.data?.pin !== undefined) return <ShownPin pin={work.data.pin} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (proof !== undefined) work.mutate(proof);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p className="small muted">{t('pin.explain')}</p>
        <ProofChoice
          proofs={hasChat ? identityProofs : identityProofs.filter((one) => one !== 'asked-in-chat')}
          value={proof}
          error={isTried && proof === undefined ? t('pin.proofNeeded') : undefined}
          onChange={setProof}
        />
        {hasChat && (
          <Radio.Group
            label={t('pin.via')}
            value={via}
            onChange={(next) => setVia(next as 'counter' | 'whatsapp')}
          >
            <Stack gap="sm" mt="sm">
              {(['counter', 'whatsapp'] as const).map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`pin.vias.${one}`)}
                  disabled={one === 'counter' && proof === 'asked-in-chat'}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <ProblemNote error={work.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={work.isPending}>
            {t('pin.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Nothing where the person or the state does not allow it. */
export function RenewPin({ view }: { view: CaseView }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (!view.can.includes('renew-pin')) return null;
  return (
    <>
      <Button variant="default" size="sm" className="no-print" onClick={() => setOpen(true)}>
        {t('pin.button')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        closeOnClickOutside={false}
        title={t('pin.title', { number: view.number })}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <RenewForm view={view} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}
