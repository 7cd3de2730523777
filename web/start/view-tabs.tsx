/** On narrow screens: phone or desk, one at a time. */
import type { KeyboardEvent } from 'react';
import { useWords } from './page.ts';

/** The two halves of the page. */
export type View = 'phone' | 'desk';

/** Tabs after the ARIA pattern: arrow keys move, the other half is hidden. Wide screens show both and no tabs. */
export function ViewTabs(props: { view: View; here: View; onView: (view: View) => void }) {
  const { words } = useWords();
  const other = props.view === 'phone' ? 'desk' : 'phone';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    props.onView(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={words.tabs} onKeyDown={onKeyDown}>
      {(['phone', 'desk'] as const).map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`tab-${view}`}
          aria-controls={`pane-${view}`}
          aria-selected={props.view === view}
          tabIndex={props.view === view ? 0 : -1}
          onClick={() => props.onView(view)}
        >
          {words[view]}
          {props.here === view && props.view !== view && (
            <>
              <span className="here-dot" aria-hidden />
              <span className="only-spoken">{words.here}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
