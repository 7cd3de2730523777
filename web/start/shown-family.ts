/** The family whose phone is shown: which handset that is, and which cases its chat tells of. */
import { type RefObject, useEffect, useState } from 'react';
import { openSimulator } from '../phone/simulator.ts';
import type { Family } from './next-step.ts';

const LOOK_EVERY_MS = 1_000;

/** The handset in the phone's frame: another one may be chosen inside, and this page is not told. */
export function useShownHandset(
  frame: RefObject<HTMLIFrameElement | null>,
  asked: string | null,
): string | null {
  const [shown, setShown] = useState(asked);
  useEffect(() => {
    setShown(asked);
    const look = () => {
      const search = frame.current?.contentWindow?.location.search;
      const chosen = search === undefined ? null : new URLSearchParams(search).get('handset');
      if (chosen !== null) setShown(chosen);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [frame, asked]);
  return shown;
}

/** The numbers of the cases that a chat tells of, in the order of their first mention. */
export function caseNumbersIn(chat: readonly unknown[]): string[] {
  return [...new Set(JSON.stringify(chat).match(/\bB-\d{4}-\d{5}\b/gu))];
}

/** What is known of the family with this handset; asked again with every `occasion`. */
export function useFamily(handsetId: string | null, occasion: unknown): Family | undefined {
  const [known, setKnown] = useState<{ handsetId: string; family: Family }>();
  useEffect(() => {
    if (handsetId === null) return undefined;
    let isOver = false;
    openSimulator('/simulator/whatsapp')
      .messages(handsetId)
      .then((chat) => {
        if (isOver) return;
        setKnown({ handsetId, family: { hasBegun: chat.length > 0, caseNumbers: caseNumbersIn(chat) } });
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [handsetId, occasion]);
  return known !== undefined && known.handsetId === handsetId ? known.family : undefined;
}
