/** Mode Peragaan: does with one button what the operator's hands would do in SIAK. */
import { Button } from '@mantine/core';
import { IconExternalLink, IconKeyboard } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { CaseView, SiakEntry } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { Problem } from '../../ui/problem.ts';
import { siakEntryQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useDemo, useSession } from '../session.tsx';
import styles from './siak.module.css';

const SIAK = '/simulator/siak';

interface Entered {
  message?: string;
  documents?: { type: string; number: string; url?: string }[];
}

/** Keys the case in and fetches its PDFs; rejects with SIAK's own sentence. */
async function enter(kind: string, entry: SiakEntry, wanted: readonly string[]): Promise<File[]> {
  const response = await fetch(`${SIAK}/api/entries`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      kind,
      fields: Object.fromEntries(
        entry.fields.filter(({ value }) => value !== '').map(({ label, value }) => [label, value]),
      ),
      documents: wanted,
    }),
  });
  const entered = (await response.json().catch(() => ({}))) as Entered;
  if (!response.ok) throw new Error(entered.message ?? '');
  const files: File[] = [];
  for (const { type, url } of entered.documents ?? []) {
    if (url === undefined) continue;
    const pdf = await fetch(`${SIAK}${url}`);
    if (!pdf.ok) throw new Error('');
    files.push(new File([await pdf.blob()], `${type}.pdf`, { type: 'application/pdf' }));
  }
  return files;
}

/** The marked strip; nothing in production. `onFiles` is the same as dropping the PDFs. */
export function DemoSiak({ view, onFiles }: { view: CaseView; onFiles: (files: File[]) => Promise<void> }) {
  const { t } = useWords();
  const { mode } = useSession();
  const demo = useDemo();
  const { data: entry } = useQuery({ ...siakEntryQuery(view.id), enabled: mode === 'peragaan' });
  const wanted = view.documents.filter((one) => one.status === 'planned').map((one) => one.documentId);
  const isPaperWanted = view.documents.some((one) => one.status === 'planned' && one.form === 'paper');
  const work = useMutation({
    mutationFn: async () => onFiles(await enter(view.serviceId, entry!, wanted)),
  });
  if (mode !== 'peragaan' || !isPaperWanted) return null;
  const why = work.error instanceof Problem ? undefined : work.error?.message;
  return (
    <section className={styles.demo} aria-labelledby="demo-siak">
      <IconKeyboard size={22} aria-hidden />
      <div className="grow">
        <h2 id="demo-siak">{t('siak.demoTitle')}</h2>
        <p className="small muted">{t('siak.demoHelp')}</p>
        {work.error instanceof Problem && <ProblemNote error={work.error} />}
        {why !== undefined && (
          <Note tone="bad" isLive>
            {why === '' ? t('siak.demoSilent') : t('siak.demoFailed', { why })}
          </Note>
        )}
      </div>
      {demo !== undefined && (
        <a className="small" href={demo.siakUrl} target="_blank" rel="noreferrer">
          {t('siak.demoOpen')} <IconExternalLink size={13} aria-hidden />
        </a>
      )}
      <Button loading={work.isPending} disabled={entry === undefined} onClick={() => work.mutate()}>
        {t('siak.demoDo')}
      </Button>
    </section>
  );
}
