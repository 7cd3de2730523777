/** What a list or pane shows when there is nothing: why, and what to do. */
import type { ReactNode } from 'react';

/** An icon, a heading, a sentence, perhaps a button. */
export function Empty(props: { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {props.icon}
      <h2>{props.title}</h2>
      {props.children !== undefined && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
