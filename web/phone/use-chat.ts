/** The live state of one handset's chat: messages, typing, switches, clock. */
import { useCallback, useEffect, useState } from 'react';
import type { Handset, Message, Simulator } from './simulator.ts';

/** What the page shows of one chat. */
export interface Chat {
  messages: Message[];
  isTyping: boolean;
  /** Whether the live connection stands. */
  isLive: boolean;
  /** Milliseconds that the demo clock is ahead of this machine. */
  offsetMs: number;
  /** Adds a message unless it is there already. */
  put(message: Message): void;
}

function merged(messages: Message[], message: Message): Message[] {
  return [...messages.filter(({ wamid }) => wamid !== message.wamid), message].sort(
    (a, b) => a.position - b.position,
  );
}

/** Whether the page is in front. Only then does an arriving message count as read. */
function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

/** Whether the business is typing: it stops by itself or with a message. */
function useTyping() {
  const [typingUntil, setTypingUntil] = useState(0);
  useEffect(() => {
    if (!typingUntil) return undefined;
    const timer = setTimeout(() => setTypingUntil(0), Math.max(0, typingUntil - Date.now()));
    return () => clearTimeout(timer);
  }, [typingUntil]);
  return { isTyping: typingUntil > 0, setTypingUntil };
}

/** Follows one handset, the same as long as the screen stands. `onHandset` hears when its switches or identity changed elsewhere. */
export function useChat(
  simulator: Simulator,
  handsetId: string,
  onHandset: (handset: Handset) => void,
): Chat {
  const [messages, setMessages] = useState<Message[]>([]);
  const { isTyping, setTypingUntil } = useTyping();
  const [isLive, setLive] = useState(false);
  const [offsetMs, setOffset] = useState(0);
  const isVisible = useIsVisible();

  useEffect(() => {
    let isOver = false;
    const stream = new EventSource(simulator.streamUrl(handsetId, isVisible));
    const on = <T>(event: string, hear: (data: T) => void) =>
      stream.addEventListener(event, ({ data }) => hear(JSON.parse(data)));
    // `ready` comes at each connection, also after a break: what was missed is fetched then.
    on('ready', async () => {
      setLive(true);
      const [all, state] = await Promise.all([simulator.messages(handsetId), simulator.state()]).catch(
        () => [],
      );
      if (isOver || !all || !state) return;
      setMessages(all);
      setOffset(state.offsetMs);
    });
    on<Message>('message', (message) => {
      setMessages((before) => merged(before, message));
      if (message.direction === 'received') setTypingUntil(0);
    });
    on<{ forMs: number }>('typing', ({ forMs }) => setTypingUntil(Date.now() + forMs));
    on<Handset>('handset', onHandset);
    on<{ offsetMs: number }>('clock', (clock) => setOffset(clock.offsetMs));
    stream.addEventListener('error', () => setLive(false));
    return () => {
      isOver = true;
      stream.close();
    };
  }, [simulator, handsetId, isVisible, onHandset, setTypingUntil]);

  // The live news may be quicker than the answer to the call, and newer: then the answer adds nothing.
  const put = useCallback(
    (message: Message) =>
      setMessages((before) =>
        before.some(({ wamid }) => wamid === message.wamid) ? before : merged(before, message),
      ),
    [],
  );
  return { messages, isTyping, isLive, offsetMs, put };
}
