/** What became of each document of a batch, with the next step where one was not signed. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DocumentToSign, SigningResult } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../i18n.ts';
import styles from './signing.module.css';

function ResultRow({ result, name }: { result: SigningResult; name: string }) {
  const { t } = useWords();
  const { outcome, refusal } = result;
  const Icon =
    outcome === 'signed' ? IconCircleCheck : outcome === 'not-reached' ? IconCircleDashed : IconAlertTriangle;
  return (
    <li data-outcome={outcome}>
      <Icon size={20} aria-hidden />
      <div className="grow">
        <b>{name}</b>
        <span>{t(`signing.outcome.${outcome}`)}</span>
        {refusal !== undefined && (
          <span className="small">
            {refusal.sentence} {refusal.next}
          </span>
        )}
      </div>
    </li>
  );
}

/** `items` are the documents of the batch as they were before. */
export function BatchResults(props: {
  results: readonly SigningResult[];
  items: readonly DocumentToSign[];
  onDone: () => void;
}) {
  const { results, items, onDone } = props;
  const { t } = useWords();
  const names = new Map(items.map((item) => [item.documentId, `${item.kindName}, ${item.subjectName}`]));
  const signed = results.filter((one) => one.outcome === 'signed').length;
  const isWrongPassphrase = results.some((one) => one.refusal?.refused === 'wrong-passphrase');
  const isUnsettled = results.some((one) => one.outcome === 'unsettled');
  return (
    <section className={`card ${styles.batch}`} aria-labelledby="results-title">
      <h2 id="results-title">{t('signing.results')}</h2>
      <Note tone={signed === items.length ? 'ok' : 'warn'} isLive>
        {t('signing.summary', { n: signed, total: items.length })}
      </Note>
      <ul className={`${styles.results} plain-list`}>
        {results.map((result) => (
          <ResultRow
            key={result.documentId}
            result={result}
            name={names.get(result.documentId) ?? t('case.document')}
          />
        ))}
        {/* After a wrong passphrase the rest of a batch is not tried. */}
        {items
          .filter((item) => !results.some((one) => one.documentId === item.documentId))
          .map((item) => (
            <li key={item.documentId}>
              <IconCircleDashed size={20} aria-hidden />
              <div className="grow">
                <b>{names.get(item.documentId)}</b>
                <span>{t('signing.outcome.not-tried')}</span>
              </div>
            </li>
          ))}
      </ul>
      {isUnsettled && (
        <Note tone="warn">
          {t('signing.unsettledHelp')} <Link to="/tak-pasti">{t('signing.openUnsettled')}</Link>
        </Note>
      )}
      <Button size="lg" fullWidth onClick={onDone}>
        {t(isWrongPassphrase ? 'act.retry' : 'signing.done')}
      </Button>
    </section>
  );
}
