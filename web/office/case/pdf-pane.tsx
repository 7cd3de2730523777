/** Shows a PDF page by page in the same viewer as photographed papers. */
import { Button, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Purpose } from '../../../src/http/api-types.ts';
import { PageViewer } from '../../ui/page-viewer.tsx';
import { type DrawnPdf, drawPdf } from '../../ui/pdf-pages.ts';
import { fileQuery, fileUrl } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './pdf-pane.module.css';
import { type ReadPages, useReadPages } from './read-pages.ts';

type Drawing = { kind: 'drawing' } | { kind: 'drawn'; pdf: DrawnPdf } | { kind: 'failed' };

/** Draws the file when its bytes are there; pictures are given back when another file comes. */
function useDrawing(bytes: Blob | undefined): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ kind: 'drawing' });
  useEffect(() => {
    setDrawing({ kind: 'drawing' });
    if (bytes === undefined) return undefined;
    let isGone = false;
    let release: (() => void) | undefined;
    bytes
      .arrayBuffer()
      .then((buffer) => drawPdf(new Uint8Array(buffer)))
      .then((pdf) => {
        release = pdf.release;
        if (isGone) pdf.release();
        else setDrawing({ kind: 'drawn', pdf });
      })
      .catch(() => {
        if (!isGone) setDrawing({ kind: 'failed' });
      });
    return () => {
      isGone = true;
      release?.();
    };
  }, [bytes]);
  return drawing;
}

/** What remains when no picture can be drawn: the browser's own viewer, if it has one, or a tab of its own. */
function PlainPdf({ url, title, onShown }: { url: string; title: string; onShown: () => void }) {
  const { t } = useWords();
  if (navigator.pdfViewerEnabled)
    return <iframe className={styles.plain} src={url} title={title} onLoad={onShown} />;
  return (
    <div className="empty">
      <p>{t('case.pdfUnreadable')}</p>
      <Button
        component="a"
        href={url}
        target="_blank"
        variant="default"
        onClick={onShown}
        leftSection={<IconExternalLink size={16} />}
      >
        {t('case.openPdf')}
      </Button>
    </div>
  );
}

/** `name` is what the document is called; `head` stands in the viewer's bar; `reading` is kept where pages count. */
export function PdfPane(props: {
  fileId: string;
  purpose: Purpose;
  name: string;
  head?: ReactNode;
  fit?: 'page' | 'width';
  reading?: ReadPages;
}) {
  const { fileId, purpose, name, head, fit = 'width' } = props;
  const { t } = useWords();
  const { data: bytes, error, refetch } = useQuery(fileQuery(fileId, purpose));
  const drawing = useDrawing(bytes);
  const own = useReadPages(fileId);
  const { at, goTo, onShown } = props.reading ?? own;
  if (error !== null) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (drawing.kind === 'failed')
    return <PlainPdf url={fileUrl(fileId, purpose)} title={name} onShown={() => onShown(fileId, 0, 1)} />;
  if (drawing.kind === 'drawing') {
    return (
      <div className={styles.waiting}>
        <Loader size="sm" aria-label={t('app.loading')} />
      </div>
    );
  }
  const { pages } = drawing.pdf;
  const shown = Math.min(at, pages.length - 1);
  const page = pages[shown]!;
  const pageButtons = pages.length > 1 && (
    <span className={styles.pages}>
      {pages.map(({ url }, position) => (
        <button
          key={url}
          type="button"
          className="ring"
          aria-label={t('case.page', { n: position + 1 })}
          aria-pressed={position === shown}
          onClick={() => goTo(position)}
        >
          {position + 1}
        </button>
      ))}
    </span>
  );
  return (
    <PageViewer
      page={{ src: page.url, widthPx: page.widthPx, heightPx: page.heightPx }}
      alt={name}
      fit={fit}
      onShown={() => onShown(fileId, shown, pages.length)}
      words={{ larger: t('case.larger'), smaller: t('case.smaller'), turn: t('case.turn') }}
      head={
        <span className={styles.head}>
          {head}
          {pageButtons}
        </span>
      }
    />
  );
}
