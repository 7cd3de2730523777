/** A pane that scrolls by itself: keyboard users reach it, so that the arrow keys scroll it (WCAG 2.1.1). */
import type { ReactNode } from 'react';

/** `label` names the pane. */
export function ScrollPane(props: { label: string; className: string | undefined; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling is what the focus is for
    <section className={`${props.className ?? ''} ring`} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
