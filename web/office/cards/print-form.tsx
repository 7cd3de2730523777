/** The operator confirms that a card was printed, with the serial of its blank. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useQueue } from '../queue/queue-context.tsx';
import { useDemo, useHasRole } from '../session.tsx';
import styles from './cards.module.css';

/** In Mode Peragaan a serial is suggested. */
export function PrintForm({ view, card }: { view: CaseView; card: DocumentView }) {
  const { t } = useWords();
  const demo = useDemo();
  const act = useAct(view.id);
  const { finish } = useQueue();
  const isAlsoAtCounter = useHasRole('petugas-layanan');
  const [typed, setTyped] = useState<string>();
  const [isAtCounter, setAtCounter] = useState(true);
  const serial = typed ?? demo?.blankSerial ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(
      { act: 'print-card', body: { documentId: card.id, blankSerial: serial.trim(), isAtCounter } },
      {
        onSuccess: () => {
          say(t(isAtCounter ? 'cards.printedDone' : 'cards.printedOnly'));
          // From here on the counter has it: whoever only prints goes on to the next card.
          if (isAtCounter && !isAlsoAtCounter) finish(view.id);
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className="muted small">{t('cards.toPrint')}</p>
      <TextInput
        label={t('cards.serial')}
        description={demo === undefined ? undefined : t('cards.serialDemo')}
        value={serial}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={40}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Checkbox
        label={t('cards.atCounter')}
        checked={isAtCounter}
        onChange={(event) => setAtCounter(event.currentTarget.checked)}
      />
      <ProblemNote error={act.error} />
      <div>
        <Button type="submit" size="lg" loading={act.isPending}>
          {t('cards.printed')}
        </Button>
      </div>
    </form>
  );
}
