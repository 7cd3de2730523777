/** A remark in the flow of a page: an icon, a sentence, perhaps what to do next. */
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './tag.tsx';

/** `title` stands in bold above the text. A `bad` note interrupts people who use a screen reader, others wait. */
export function Note(props: { tone?: Tone; title?: ReactNode; children?: ReactNode; isLive?: boolean }) {
  const { tone = 'info', title, children, isLive = false } = props;
  const Icon =
    tone === 'ok' ? IconCircleCheck : tone === 'bad' || tone === 'warn' ? IconAlertTriangle : IconInfoCircle;
  const role = isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={`note ${tone}`} role={role}>
      <Icon aria-hidden />
      <div className="grow">
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
