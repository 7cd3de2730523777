/** One message that did not surely arrive: to whom, why, and the two ways to settle it. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Unsettled } from '../../../src/http/api-types.ts';
import { say } from '../../ui/say.tsx';
import { Tag } from '../../ui/tag.tsx';
import { settleMessage } from '../api/acts.ts';
import { type Translate, useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useTime } from '../session.tsx';
import styles from './unsettled.module.css';

type Message = Unsettled['messages'][number];

function whyNotWords(why: NonNullable<Message['whyNotAgain']>, t: Translate): string {
  const known = (['message-too-late', 'resident-stopped', 'secret-gone'] as const).find((one) => one === why);
  return t(`unsettled.whyNotAgain.${known ?? 'other'}`);
}

/** The buttons. What may have arrived goes out again only after the officer says that it did not. */
function Settling({ message }: { message: Message }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [isNotReceived, setNotReceived] = useState(false);
  const work = useMutation({
    mutationFn: (how: 'handled' | 'send-again') => settleMessage(message.outboxId, { how, isNotReceived }),
    onSuccess: (_done, how) =>
      say(t(how === 'handled' ? 'unsettled.handledDone' : 'unsettled.sendAgainDone')),
    onSettled: () =>
      Promise.all(
        [['unsettled'], ['desks'], ['history']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
  const mayRepeat = message.whyNotAgain === undefined;
  return (
    <div className={styles.settling}>
      {message.whyNotAgain !== undefined && (
        <p className="small muted">{whyNotWords(message.whyNotAgain, t)}</p>
      )}
      {mayRepeat && message.isUncertain && (
        <Checkbox
          size="sm"
          label={t('unsettled.notReceived')}
          checked={isNotReceived}
          onChange={(event) => setNotReceived(event.currentTarget.checked)}
        />
      )}
      <ProblemNote error={work.error} />
      <div className={styles.buttons}>
        <Button
          size="sm"
          loading={work.isPending && work.variables === 'handled'}
          disabled={work.isPending}
          onClick={() => work.mutate('handled')}
        >
          {t('unsettled.handled')}
        </Button>
        {mayRepeat && (
          <Button
            size="sm"
            variant="default"
            loading={work.isPending && work.variables === 'send-again'}
            disabled={work.isPending || (message.isUncertain && !isNotReceived)}
            onClick={() => work.mutate('send-again')}
          >
            {t('unsettled.sendAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The row. It is there for those alone who may settle it. */
export function TroubledMessage({ message }: { message: Message }) {
  const { t } = useWords();
  const time = useTime();
  const { name, caseId, caseNumber, label = t('conversations.noNumber') } = message;
  return (
    <li>
      <div className={styles.about}>
        <div>
          <Tag tone={message.isUncertain ? 'warn' : 'bad'}>
            {t(message.isUncertain ? 'unsettled.isMaybe' : 'unsettled.isNot')}
          </Tag>
        </div>
        <b>{t(`unsettled.subject.${message.subject}`)}</b>
        <span className="small">{t(`unsettled.trouble.${message.trouble}`)}</span>
        <span className="small muted num">
          {name === undefined ? t('unsettled.toLabel', { label }) : t('unsettled.to', { name, label })} ·{' '}
          {t('unsettled.sentAt', { when: time.at(message.startedAt) })}
          {caseId !== undefined && (
            <>
              {' · '}
              <Link to={`/berkas/${caseId}`}>{caseNumber}</Link>
            </>
          )}
        </span>
      </div>
      <Settling message={message} />
    </li>
  );
}
