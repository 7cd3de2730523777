/** The documents of the case, each with its state in words and, when it is a signed PDF, a download. */
import { IconDownload } from '@tabler/icons-react';
import type { TrackedDocument } from '../../../src/http/api-types.ts';
import { moment } from '../dates.ts';
import { usePage } from '../page.ts';

const tones: Partial<Record<TrackedDocument['status'], string>> = {
  issued: 'ok',
  received: 'ok',
  waiting: 'warn',
  unsettled: 'warn',
  withdrawn: 'bad',
  planned: 'quiet-tone',
  superseded: 'quiet-tone',
};

function DocumentRow(props: {
  document: TrackedDocument;
  isBusy: boolean;
  onDownload: (id: string, name: string) => void;
}) {
  const page = usePage();
  const { words } = page;
  const said = words.track;
  const { id, name, form, status, at, canDownload } = props.document;
  const state = form === 'card' && status === 'planned' ? said.cardPlanned : said.statuses[status];
  return (
    <li>
      <div className="document-line">
        <strong>{name}</strong>
        <span className={`tag ${tones[status] ?? 'info'}`}>{state}</span>
      </div>
      {at !== undefined && <p className="quiet num">{moment(at, page)}</p>}
      {form === 'card' && status === 'waiting' && <p>{said.pickUp}</p>}
      {canDownload && (
        <button
          type="button"
          className="button no-print"
          aria-label={said.downloadOf(name)}
          aria-disabled={props.isBusy}
          onClick={() => props.onDownload(id, name)}
        >
          <IconDownload aria-hidden size={20} />
          {props.isBusy ? words.wait : said.download}
        </button>
      )}
    </li>
  );
}

/** All documents. Nothing before the office has planned any. */
export function DocumentList(props: {
  documents: TrackedDocument[];
  busy: string | undefined;
  onDownload: (id: string, name: string) => void;
}) {
  const { words } = usePage();
  if (props.documents.length === 0) return null;
  return (
    <section className="card" aria-labelledby="documents">
      <h2 id="documents">{words.track.documents}</h2>
      <ul className="documents">
        {props.documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            isBusy={props.busy === document.id}
            onDownload={props.onDownload}
          />
        ))}
      </ul>
      {props.documents.some(({ canDownload }) => canDownload) && (
        <p className="quiet">{words.track.downloadNote}</p>
      )}
    </section>
  );
}
