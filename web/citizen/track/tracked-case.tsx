/** The open case: how far it is, what is missing, the documents, the way so far, the clocks, who looked. */
import { IconPrinter, IconRefresh, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { RefusalWords } from '../../../src/domain/refusal.ts';
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { usePage } from '../page.ts';
import { RefusalBox } from '../refusal-box.tsx';
import { fetchDocument, type Outcome, track } from '../wire.ts';
import type { Words } from '../words.id.ts';
import { Clocks } from './clocks.tsx';
import { DocumentList } from './document-list.tsx';
import { Looks } from './looks.tsx';
import { save } from './save-file.ts';
import { Timeline } from './timeline.tsx';
import type { Key } from './track-page.tsx';

/** The sentence above everything: what matters most about the case now. */
function headingOf(tracked: TrackedCase, said: Words['track']): string {
  const standing = tracked.documents.filter(
    ({ status }) => status !== 'withdrawn' && status !== 'superseded',
  );
  const received = standing.filter(({ status }) => status === 'received').length;
  const issued = standing.filter(({ status }) => status === 'issued').length + received;
  const isOnItsWay = tracked.status === 'accepted' || tracked.status === 'closed';
  if (isOnItsWay && received > 0) return said.received(received, standing.length);
  if (isOnItsWay && issued > 0) return said.ready(issued, standing.length);
  return said.headings[tracked.status];
}

interface OpenCase {
  caseKey: Key;
  tracked: TrackedCase;
  onRefresh: (tracked: TrackedCase) => void;
}

/** What can be done with an open case, one thing at a time. `busy` is a document's id, or `refresh`. */
function useCaseWork({ caseKey, tracked, onRefresh }: OpenCase) {
  const { words, language } = usePage();
  const said = words.track;
  const [refusal, setRefusal] = useState<RefusalWords>();
  const [news, setNews] = useState('');
  const [busy, setBusy] = useState<string>();

  const perform = async <T,>(what: string, call: () => Promise<Outcome<T>>, then: (value: T) => void) => {
    if (busy !== undefined) return;
    setBusy(what);
    setNews('');
    setRefusal(undefined);
    const outcome = await call();
    setBusy(undefined);
    if (outcome.ok) then(outcome.value);
    else setRefusal(outcome.refusal);
  };
  const refresh = () =>
    perform(
      'refresh',
      () => track(caseKey.number, caseKey.pin, language),
      (next) => {
        onRefresh(next);
        setNews(said.refreshed);
      },
    );
  const download = (id: string, name: string) =>
    perform(
      id,
      () => fetchDocument(caseKey.number, caseKey.pin, id, language),
      (pdf) => {
        save(pdf, `${name} ${tracked.number}.pdf`);
        setNews(said.downloaded(name));
      },
    );
  return { refusal, news, busy, refresh, download };
}

/** The whole case. `caseKey` is kept to fetch documents and news without asking again. */
export function TrackedCaseView(props: OpenCase & { onLeave: () => void }) {
  const { tracked } = props;
  const { words } = usePage();
  const said = words.track;
  const work = useCaseWork(props);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);

  const isEnded = tracked.status === 'withdrawn' || tracked.status === 'rejected';
  return (
    <article className="case">
      <header className="case-head">
        <p className="quiet num">{`${tracked.number} · ${tracked.service}`}</p>
        {tracked.about !== undefined && (
          <p className="quiet" title={said.lettersOnly}>
            {tracked.applicant === undefined || tracked.applicant === tracked.about
              ? said.about(tracked.about)
              : `${said.about(tracked.about)} · ${said.applicant(tracked.applicant)}`}
          </p>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {headingOf(tracked, said)}
        </h1>
        {isEnded && <p className="lead">{said.endedNext}</p>}
      </header>
      <RefusalBox refusal={work.refusal} />
      <p role="status" className="news">
        {work.news}
      </p>
      <div className="columns">
        <div>
          <Missing missing={tracked.missing} />
          <DocumentList documents={tracked.documents} busy={work.busy} onDownload={work.download} />
          <Timeline tracked={tracked} />
        </div>
        <div>
          <Clocks tracked={tracked} />
          <Looks looks={tracked.looks} />
        </div>
      </div>
      <Foot isRefreshing={work.busy === 'refresh'} onRefresh={work.refresh} onLeave={props.onLeave} />
    </article>
  );
}

function Foot(props: { isRefreshing: boolean; onRefresh: () => void; onLeave: () => void }) {
  const { words } = usePage();
  return (
    <div className="case-foot no-print">
      <button type="button" className="button" onClick={props.onRefresh} aria-disabled={props.isRefreshing}>
        <IconRefresh aria-hidden size={20} />
        {words.track.refresh}
      </button>
      <button type="button" className="button" onClick={() => window.print()}>
        <IconPrinter aria-hidden size={20} />
        {words.track.print}
      </button>
      <button type="button" className="button" onClick={props.onLeave}>
        <IconX aria-hidden size={20} />
        {words.track.leave}
      </button>
    </div>
  );
}

function Missing({ missing }: { missing: TrackedCase['missing'] }) {
  const { words } = usePage();
  if (missing.length === 0) return null;
  return (
    <section className="card warn" aria-labelledby="missing">
      <h2 id="missing">{words.track.missing}</h2>
      <ul className="missing">
        {missing.map(({ label, reason }) => (
          <li key={label}>
            <strong>{label}</strong>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      <p>{words.track.missingNext}</p>
    </section>
  );
}
