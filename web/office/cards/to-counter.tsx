/** A printed card has come to the counter: the resident is told and gets a code. */
import { Button } from '@mantine/core';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './cards.module.css';

/** One button. */
export function ToCounter({ view, card }: { view: CaseView; card: DocumentView }) {
  const { t } = useWords();
  const act = useAct(view.id);
  return (
    <div className={styles.form}>
      <p className="muted small">{t('cards.toCounterHelp', { serial: card.blankSerial ?? '' })}</p>
      <ProblemNote error={act.error} />
      <div>
        <Button
          size="lg"
          loading={act.isPending}
          onClick={() =>
            act.mutate(
              { act: 'offer-card', body: { documentId: card.id } },
              { onSuccess: () => say(t('cards.toCounterDone')) },
            )
          }
        >
          {t('cards.toCounter')}
        </Button>
      </div>
    </div>
  );
}
