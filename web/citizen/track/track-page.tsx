/** `/lacak`: asks for number and PIN, then shows the case. Both live in this page's memory alone. */
import { useEffect, useState } from 'react';
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { TrackForm } from './track-form.tsx';
import { TrackedCaseView } from './tracked-case.tsx';

/** What opens a case. Never put into an address, a store or a log. */
export interface Key {
  number: string;
  pin: string;
}

/** The page. A page that comes back from the browser's memory has forgotten the case: the device may be shared. */
export function TrackPage() {
  const [open, setOpen] = useState<{ key: Key; tracked: TrackedCase }>();

  useEffect(() => {
    const forget = () => setOpen(undefined);
    window.addEventListener('pagehide', forget);
    return () => window.removeEventListener('pagehide', forget);
  }, []);

  if (!open) return <TrackForm onOpen={(key, tracked) => setOpen({ key, tracked })} />;
  return (
    <TrackedCaseView
      caseKey={open.key}
      tracked={open.tracked}
      onRefresh={(tracked) => setOpen({ key: open.key, tracked })}
      onLeave={() => setOpen(undefined)}
    />
  );
}
