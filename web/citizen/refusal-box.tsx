/** Says what went wrong and what to do next; spoken at once. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { RefusalWords } from '../../src/domain/refusal.ts';
import { usePage } from './page.ts';

/** Stands in the page even while empty, so that screen readers hear it fill. */
export function RefusalBox({ refusal }: { refusal: RefusalWords | undefined }) {
  const { words } = usePage();
  return (
    <div role="alert">
      {refusal && (
        <div className="box bad">
          <IconAlertTriangle aria-hidden size={22} />
          <div>
            <span className="only-spoken">{`${words.problem}: `}</span>
            <strong>{refusal.sentence}</strong>
            <p>{refusal.next}</p>
          </div>
        </div>
      )}
    </div>
  );
}
