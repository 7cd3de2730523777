/** The list of messages, kept at its end unless the reader scrolled up. */
import { IconArrowDown } from '@tabler/icons-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Bubble } from './bubble.tsx';
import { dayOf, isSameDay } from './format.ts';
import { usePage } from './page.ts';
import type { Message } from './simulator.ts';

/** How near the end, in pixels, still counts as being at the end. */
const nearPx = 80;

function usePinnedScroll(messages: Message[]) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isPinned = useRef(true);
  const lastTop = useRef(0);
  const [hasNews, setNews] = useState(false);
  const toEnd = () => {
    isPinned.current = true;
    setNews(false);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };

  // Pictures grow after they load, the keyboard shrinks the box: the end stays in view.
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      if (isPinned.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    watcher.observe(content.current!);
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);

  const last = messages.at(-1);
  const lastId = last?.wamid;
  const isOwn = last?.direction === 'sent';
  useLayoutEffect(() => {
    if (isPinned.current || isOwn) toEnd();
    else setNews(true);
  }, [lastId]);

  const onScroll = () => {
    const element = box.current!;
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    // Content that grows moves the end away without moving the reader: only scrolling up lets go of the end.
    if (isAtEnd) isPinned.current = true;
    else if (element.scrollTop < lastTop.current) isPinned.current = false;
    lastTop.current = element.scrollTop;
    if (isAtEnd) setNews(false);
  };
  return { box, content, hasNews, toEnd, onScroll };
}

function TypingBubble() {
  const { words } = usePage();
  return (
    <div className="message received">
      <div className="bubble typing" role="status">
        <span className="only-spoken">{words.typing}</span>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

/** The conversation of the handset in hand. */
export function Conversation({ messages, isTyping }: { messages: Message[]; isTyping: boolean }) {
  const page = usePage();
  const { words, now } = page;
  const { box, content, hasNews, toEnd, onScroll } = usePinnedScroll(messages);
  const byId = new Map(messages.map((message) => [message.wamid, message]));
  return (
    <div className="conversation-frame">
      <div
        className="conversation"
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        role="log"
        aria-label={words.conversation}
      >
        <div className="conversation-content" ref={content}>
          {messages.length === 0 && <p className="empty">{words.empty}</p>}
          {messages.map((message, at) => {
            const before = messages[at - 1];
            const isNewDay = !before || !isSameDay(before.at, message.at, page);
            return (
              <Fragment key={message.wamid}>
                {isNewDay && <div className="day">{dayOf(message.at, now(), words, page)}</div>}
                <Bubble message={message} quoted={byId.get(message.quotedWamid ?? '')} />
              </Fragment>
            );
          })}
          {isTyping && <TypingBubble />}
        </div>
      </div>
      {hasNews && (
        <button type="button" className="to-end" onClick={toEnd}>
          <IconArrowDown aria-hidden size={16} />
          {words.newMessages}
        </button>
      )}
    </div>
  );
}
