/** The resident's phone, shown as a phone. */
import { IconExternalLink } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useWords } from './page.ts';

/** The phone page in a frame, open at one handset. */
export function PhonePane(props: {
  phoneUrl: string;
  handsetId: string | null;
  frame: RefObject<HTMLIFrameElement | null>;
  isHere: boolean;
}) {
  const { words, language } = useWords();
  const address = new URL(props.phoneUrl, window.location.href);
  if (props.handsetId !== null) address.searchParams.set('handset', props.handsetId);
  if (language === 'en') address.searchParams.set('lang', 'en');
  return (
    <section
      className={props.isHere ? 'pane phone-pane here' : 'pane phone-pane'}
      id="pane-phone"
      aria-label={words.phoneTitle}
    >
      <header className="pane-head">
        <h2>{words.phoneTitle}</h2>
        {props.isHere && <span className="here-tag">{words.here}</span>}
        <a className="pane-link" href={address.href} target="_blank" rel="noreferrer">
          <IconExternalLink aria-hidden size={18} />
          <span className="only-spoken">{`${words.phoneTitle}: ${words.openAlone}`}</span>
        </a>
      </header>
      <div className="handset">
        <iframe ref={props.frame} key={address.href} src={address.href} title={words.phoneTitle} />
      </div>
    </section>
  );
}
