/** "A birth arrives": asks for it, knows its phone, and says where the case of the phone that is shown is next. */
import { type RefObject, useRef, useState } from 'react';
import type { CaseOnItsWay } from './demo.ts';
import { type Next, nextStep } from './next-step.ts';
import { useFamily, useShownHandset } from './shown-family.ts';
import type { LiveDemo } from './use-demo.ts';

/** The birth that is followed, and where to go on. */
export interface Birth {
  /** The phone of the last birth; kept in the address, so that a reload keeps it. */
  handsetId: string | null;
  /** The frame that shows the phone. */
  phone: RefObject<HTMLIFrameElement | null>;
  /** The button was tapped and the phone is not there yet. */
  isAsking: boolean;
  /** The family writes; nothing waits at the desk yet. */
  isComing: boolean;
  next: Next;
  /** Where to go on when these are the cases. */
  nextAmong(cases: readonly CaseOnItsWay[]): Next;
  ask(): Promise<void>;
}

function keepInAddress(handsetId: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set('handset', handsetId);
  window.history.replaceState(null, '', address);
}

/** Follows births of the demo. */
export function useBirth(live: LiveDemo): Birth {
  const [handsetId, setHandsetId] = useState(new URLSearchParams(window.location.search).get('handset'));
  const [isAsking, setAsking] = useState(false);
  const phone = useRef<HTMLIFrameElement>(null);
  const shownId = useShownHandset(phone, handsetId);
  const known = useFamily(shownId, live.cases);
  // A phone that was just asked for has said nothing yet, and its family is on its way all the same.
  const isAsked = shownId !== null && shownId === handsetId;
  const family =
    shownId === null
      ? undefined
      : { caseNumbers: known?.caseNumbers ?? [], hasBegun: isAsked || (known?.hasBegun ?? false) };
  const nextAmong = (cases: readonly CaseOnItsWay[]) => nextStep(cases, family);
  const next = nextAmong(live.cases);
  return {
    handsetId,
    phone,
    isAsking,
    isComing: next.step === 'intake' && next.caseId === undefined && live.session !== undefined,
    next,
    nextAmong,
    ask: async () => {
      if (isAsking) return;
      setAsking(true);
      const arrived = await live.birth();
      setAsking(false);
      if (arrived === undefined) return;
      setHandsetId(arrived);
      keepInAddress(arrived);
    },
  };
}
