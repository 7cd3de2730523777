/** The power to sign: by decree, dated, and limited to kinds of documents. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OfficerAccount } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { useWords } from '../i18n.ts';
import { dayInWords } from '../time.ts';
import { AuthorityForm } from './authority-form.tsx';
import styles from './officers.module.css';
import { useSignedDocuments } from './signed-documents.ts';

/** The list below a signer's row, and the form for one more. */
export function Authorities({ officer }: { officer: OfficerAccount }) {
  const { t, language } = useWords();
  const documents = useSignedDocuments();
  const [isAdding, setAdding] = useState(false);
  const { authorities = [] } = officer;
  return (
    <section className={styles.authorities} aria-label={`${t('officers.authorities')}, ${officer.name}`}>
      <div className="row">
        <h3 className="grow">{t('officers.authorities')}</h3>
        {!isAdding && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('officers.addAuthority')}
          </Button>
        )}
      </div>
      {authorities.length === 0 && !isAdding && <Note tone="warn">{t('officers.noAuthorities')}</Note>}
      <ul className="plain-list">
        {authorities.map((one) => {
          const from = dayInWords(one.validFrom, language);
          const names = one.documentIds.map((id) => documents.find((kind) => kind.id === id)?.name ?? id);
          return (
            <li key={one.authorityId}>
              <b>{one.role}</b>, {t(`officers.kinds.${one.kind}`)}
              <span className="small muted">
                {one.decree} ·{' '}
                {one.validTo === undefined
                  ? t('officers.noEnd', { from })
                  : t('officers.until', { from, to: dayInWords(one.validTo, language) })}{' '}
                · {names.join(', ')}
              </span>
            </li>
          );
        })}
      </ul>
      {isAdding && <AuthorityForm officer={officer} onDone={() => setAdding(false)} />}
    </section>
  );
}
