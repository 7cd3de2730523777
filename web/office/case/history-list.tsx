/** What happened to a case, in words: newest first, with who and when. */
import { reasonWords } from '../../../src/domain/case/reasons.ts';
import { faultsInWords } from '../../../src/domain/case/signature-faults.ts';
import type { CaseView, HistoryLine } from '../../../src/http/api-types.ts';
import { type Language, type Translate, useWords } from '../i18n.ts';
import { useTime } from '../session.tsx';
import { documentWords, paperWords } from './case-words.ts';
import styles from './history-list.module.css';

/** Words of a coded reason or of a list of faults; an unknown code stays as it is. */
export function reasonText(code: string | undefined, language: Language): string {
  if (code === undefined) return '';
  const words = (reasonWords as Record<string, { id: string; en: string } | undefined>)[code];
  return words?.[language] ?? faultsInWords(code, language);
}

function aboutWords(line: HistoryLine, view: CaseView, language: Language): string | undefined {
  if (line.documentId !== undefined) {
    const job = view.documents.find((one) => one.id === line.documentId);
    return documentWords(view.service, job?.documentId ?? line.documentId, language).short;
  }
  if (line.requirementId !== undefined) return paperWords(view.service, line.requirementId, language).short;
  return undefined;
}

function whoWords(line: HistoryLine, t: Translate): string {
  return line.actorName ?? t(`actor.${line.actorKind}`);
}

/** Consecutive equal lines of one person (five photos of an album) become one with a count. */
export function gather(lines: readonly HistoryLine[]): { line: HistoryLine; count: number }[] {
  const gathered: { line: HistoryLine; count: number }[] = [];
  for (const line of lines) {
    const last = gathered.at(-1);
    const isSame =
      last !== undefined &&
      last.line.type === line.type &&
      last.line.actorName === line.actorName &&
      last.line.actorKind === line.actorKind &&
      last.line.documentId === line.documentId &&
      last.line.requirementId === line.requirementId &&
      line.reason === undefined &&
      line.note === undefined;
    if (isSame) last.count += 1;
    else gathered.push({ line, count: 1 });
  }
  return gathered;
}

/** The list. */
export function HistoryList({ lines, view }: { lines: readonly HistoryLine[]; view: CaseView }) {
  const { t, language } = useWords();
  const time = useTime();
  return (
    <ol className={styles.history}>
      {gather(lines)
        .reverse()
        .map(({ line, count }) => {
          const about = aboutWords(line, view, language);
          return (
            <li key={`${line.at} ${line.type} ${line.documentId ?? ''} ${line.requirementId ?? ''}`}>
              <b>
                {t(`event.${line.type}`)}
                {about !== undefined && <>: {about}</>}
                {count > 1 && <> ×{count}</>}
              </b>
              {line.reason !== undefined && <span>{reasonText(line.reason, language)}</span>}
              {line.evidenceFileId !== undefined && (
                <a href={`/api/evidence/${line.evidenceFileId}`} download>
                  {t('page.evidence')}
                </a>
              )}
              {line.proof !== undefined && <span>{t(`pin.proofs.${line.proof}`)}</span>}
              {line.note !== undefined && <q>{line.note}</q>}
              <span className="muted num">
                {time.at(line.at)} · {whoWords(line, t)}
              </span>
            </li>
          );
        })}
    </ol>
  );
}
