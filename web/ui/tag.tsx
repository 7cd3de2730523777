/** A short label with a tone; never clickable, and never colour alone. */
import type { ReactNode } from 'react';

/** Tones of labels and notes. */
export type Tone = 'quiet' | 'info' | 'ok' | 'warn' | 'bad';

/** The label. */
export function Tag({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}
