/** A printed paper at the counter: open it to print, then write down who took it. */
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type Relation, relations } from '../../../src/domain/case/state.ts';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { fileUrl } from '../api/queries.ts';
import { applicantName, documentWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import styles from './cards.module.css';

/** The form; the applicant is suggested, since most come themselves. */
function HandOverPaper({ view, paper, onDone }: { view: CaseView; paper: DocumentView; onDone: () => void }) {
  const { t, language } = useWords();
  const act = useAct(view.id);
  const [relation, setRelation] = useState<Relation>('applicant');
  const [typed, setTyped] = useState<string>();
  const [isSeen, setSeen] = useState(false);
  const [isTried, setTried] = useState(false);
  const name = typed ?? (relation === 'applicant' ? (applicantName(view) ?? '') : '');
  const { name: document } = documentWords(view.service, paper.documentId, language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || !isSeen) return;
    const recipient = { name: name.trim(), relation };
    act.mutate(
      { act: 'receive-document', body: { documentId: paper.id, recipient, identitySeen: isSeen } },
      {
        onSuccess: () => {
          say(t('counter.done', { document }));
          onDone();
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('counter.relation')}
        value={relation}
        data={relations.map((value) => ({ value, label: t(`counter.relations.${value}`) }))}
        onChange={(event) => setRelation(event.currentTarget.value as Relation)}
      />
      <TextInput
        label={t('counter.recipient')}
        value={name}
        maxLength={100}
        autoComplete="off"
        error={isTried && name.trim() === '' ? t('counter.recipientNeeded') : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Checkbox
        label={t('cards.identity')}
        checked={isSeen}
        error={isTried && !isSeen ? t('cards.identityNeeded') : undefined}
        onChange={(event) => setSeen(event.currentTarget.checked)}
      />
      <ProblemNote error={act.error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={act.isPending}>
          {t('counter.confirm')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Who took it, or what took its place. */
export function WhereIsPaper({ paper }: { paper: DocumentView }) {
  const { t } = useWords();
  const time = useTime();
  const { recipient, replacedBy } = paper;
  return (
    <>
      {recipient !== undefined && (
        <p className="small">
          {t('counter.receivedBy', {
            name: recipient.name,
            relation: t(`counter.relations.${recipient.relation}`),
          })}
        </p>
      )}
      {replacedBy !== undefined && (
        <p className="small">
          {t('counter.replaced', { number: replacedBy.caseNumber, when: time.at(replacedBy.at) })}
        </p>
      )}
    </>
  );
}

/** The two steps for an issued paper; nothing before it is issued or after it was received. */
export function PaperStep({ view, paper }: { view: CaseView; paper: DocumentView }) {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { name } = documentWords(view.service, paper.documentId, language);
  if (paper.status !== 'issued' || paper.signed === undefined || !paper.can.includes('receive-document'))
    return null;
  return (
    <div className={styles.paper}>
      <div className={styles.buttons}>
        <Button
          component="a"
          href={fileUrl(paper.signed.fileId, 'hand-over')}
          target="_blank"
          rel="noreferrer"
          aria-label={`${t('counter.print')}: ${name}`}
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          {t('counter.print')}
        </Button>
        {!isOpen && (
          <Button aria-label={`${t('counter.handOver')}: ${name}`} onClick={() => setOpen(true)}>
            {t('counter.handOver')}
          </Button>
        )}
      </div>
      {isOpen && <HandOverPaper view={view} paper={paper} onDone={() => setOpen(false)} />}
    </div>
  );
}
