/** The papers that the answers call for, each with its own place for files. */
import { CloseButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { neededRequirements } from '../../../src/catalogue/plan.ts';
import type { AnswerValue, Service } from '../../../src/http/api-types.ts';
import { Dropzone } from '../../ui/dropzone.tsx';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { PAPER_TYPES } from '../intake/paper-card.tsx';
import styles from './new-case.module.css';
import type { ChosenPapers } from './new-case.tsx';

/** Which papers are needed follows the answers above. */
export function NewPapers(props: {
  service: Service;
  answers: Record<string, AnswerValue>;
  today: string;
  papers: ChosenPapers;
  onChange: (papers: ChosenPapers) => void;
}) {
  const { service, answers, today, papers, onChange } = props;
  const { t, language } = useWords();
  return (
    <fieldset className={styles.page}>
      <legend>{t('newCase.papers')}</legend>
      <p className={`${styles.wide} small muted`}>{t('newCase.papersHelp')}</p>
      {neededRequirements(service, answers, today).map(([id]) => {
        const { label, help } = paperWords(service, id, language);
        const files = papers[id] ?? [];
        return (
          <div key={id} className={styles.paper}>
            <b>{label}</b>
            <Dropzone
              title={t('newCase.choosePaper', { paper: label })}
              help={help}
              accept={PAPER_TYPES}
              isMany
              isSmall
              onFiles={(added) => onChange({ ...papers, [id]: [...files, ...added] })}
            />
            {files.map((file) => (
              <span key={`${file.name}/${file.lastModified}`} className={styles.file}>
                <IconPaperclip size={15} aria-hidden />
                <span className="grow clip">{file.name}</span>
                <CloseButton
                  size="sm"
                  aria-label={t('newCase.removePaper', { name: file.name })}
                  onClick={() => onChange({ ...papers, [id]: files.filter((one) => one !== file) })}
                />
              </span>
            ))}
          </div>
        );
      })}
    </fieldset>
  );
}
