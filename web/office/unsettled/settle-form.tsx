/** Settles a signing: with the signed PDF that was found, or with what was looked at in vain. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Unsettled } from '../../../src/http/api-types.ts';
import { Dropzone } from '../../ui/dropzone.tsx';
import { say } from '../../ui/say.tsx';
import { renewCase, settleSigning } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './unsettled.module.css';

/** The server checks a found PDF before anything is published. */
export function SettleForm({ signing }: { signing: Unsettled['signings'][number] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [evidence, setEvidence] = useState('');
  const [file, setFile] = useState<File>();
  const [isTried, setTried] = useState(false);
  const work = useMutation({
    mutationFn: () => {
      const { documentId, attemptId } = signing;
      return settleSigning(signing.caseId, { documentId, attemptId, evidence: evidence.trim() }, file);
    },
    onSuccess: () => say(t('unsettled.settled', { number: signing.caseNumber })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['unsettled'] });
      await renewCase(client, signing.caseId);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (evidence.trim() !== '') work.mutate();
      }}
    >
      <Textarea
        label={t('unsettled.evidence')}
        placeholder={t('unsettled.evidencePlaceholder')}
        value={evidence}
        maxLength={1000}
        autosize
        minRows={2}
        error={isTried && evidence.trim() === '' ? t('unsettled.evidenceNeeded') : undefined}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <Dropzone
        title={file === undefined ? t('unsettled.choosePdf') : t('unsettled.chosen', { name: file.name })}
        help=""
        accept="application/pdf"
        isSmall
        onFiles={([chosen]) => setFile(chosen)}
      />
      <ProblemNote error={work.error} />
      <div>
        <Button type="submit" loading={work.isPending}>
          {t(file === undefined ? 'unsettled.settleUnsigned' : 'unsettled.settleSigned')}
        </Button>
      </div>
    </form>
  );
}
