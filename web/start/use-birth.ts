/** "A birth arrives": asks for it, knows its phone, and says where the case it becomes is next. */
import { useState } from 'react';
import { type Next, nextStep } from './next-step.ts';
import type { LiveDemo } from './use-demo.ts';

/** The birth that is followed, and where to go on. */
export interface Birth {
  /** The phone of the last birth; kept in the address, so that a reload keeps it. */
  handsetId: string | null;
  /** The button was tapped and the phone is not there yet. */
  isAsking: boolean;
  /** The family writes; nothing waits at the desk yet. */
  isComing: boolean;
  next: Next;
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
  // How many cases had been handed in when the last birth was asked for: one more, and it has arrived.
  const [handedInBefore, setHandedInBefore] = useState<number>();

  const handedIn = live.cases.filter(({ status }) => status !== 'draft').length;
  const isComing = handedInBefore !== undefined && handedIn <= handedInBefore;
  const reached = nextStep(live.cases);
  const isNothingElse = reached.step === 'birth' || reached.step === 'done';
  // Before anybody is signed in nothing is known of the desks; a birth that was sent waits at the first of them.
  const isExpected = isNothingElse && (isComing || (!live.session && handsetId !== null));
  return {
    handsetId,
    isAsking,
    isComing: isComing && live.session !== undefined,
    next: isExpected ? { step: 'intake' } : reached,
    ask: async () => {
      if (isAsking) return;
      setAsking(true);
      const arrived = await live.birth();
      setAsking(false);
      if (arrived === undefined) return;
      setHandedInBefore(handedIn);
      setHandsetId(arrived);
      keepInAddress(arrived);
    },
  };
}
