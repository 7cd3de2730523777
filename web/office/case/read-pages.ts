/** Which pages of a PDF were on the screen: nobody approves or signs a page that was never shown. */
import { useState } from 'react';

/** What was shown of one file. `total` is unknown until the file is drawn. */
export interface PagesShown {
  total?: number;
  shown: ReadonlySet<number>;
}

/** The reading of the PDFs of one screen, by file id; pages count from 0. */
export interface ReadPages {
  of: (fileId: string) => PagesShown;
  /** The page that is shown now. */
  at: number;
  goTo: (page: number) => void;
  onShown: (fileId: string, page: number, total: number) => void;
}

const nothing: PagesShown = { shown: new Set() };

/** The first page that was not shown yet; `undefined` when all were, `drawing` while the file is not drawn. */
export function unreadPage({ total, shown }: PagesShown): number | 'drawing' | undefined {
  if (total === undefined) return 'drawing';
  for (let page = 0; page < total; page += 1) if (!shown.has(page)) return page;
  return undefined;
}

/** Remembers for the files of one screen; `fileId` is the one that is shown, beginning at its first page. */
export function useReadPages(fileId: string | undefined): ReadPages {
  const [files, setFiles] = useState<ReadonlyMap<string, PagesShown>>(new Map());
  const [place, setPlace] = useState({ fileId, at: 0 });
  const at = place.fileId === fileId ? place.at : 0;
  return {
    of: (id) => files.get(id) ?? nothing,
    at,
    goTo: (page) => setPlace({ fileId, at: page }),
    onShown: (id, page, total) =>
      setFiles((before) => {
        const known = before.get(id) ?? nothing;
        if (known.total === total && known.shown.has(page)) return before;
        return new Map(before).set(id, { total, shown: new Set(known.shown).add(page) });
      }),
  };
}
