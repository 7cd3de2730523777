/** What the office's frame shows. It is loaded anew only from this page; who moves about inside stays undisturbed. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { deskAddress, type Next } from './next-step.ts';

/** The frame: each `turn` loads it anew, at `address`. */
export interface DeskFrame {
  turn: number;
  address: string;
  ref: RefObject<HTMLIFrameElement | null>;
  open(address: string): void;
}

const EMPTY_INTAKE = deskAddress({ step: 'intake' });

/**
 * Who signs in before the birth has arrived sits at an empty desk: the case is opened for them when it comes,
 * unless they went elsewhere meanwhile.
 */
export function useDeskFrame(next: Next): DeskFrame {
  const [desk, setDesk] = useState({ turn: 0, address: '/office/', isAwaiting: false });
  const ref = useRef<HTMLIFrameElement>(null);
  const arrived = desk.isAwaiting && next.step === 'intake' ? next.caseId : undefined;
  useEffect(() => {
    if (arrived === undefined) return;
    const shown = ref.current?.contentWindow?.location;
    const isStillThere = shown?.href === 'about:blank' || shown?.pathname === EMPTY_INTAKE;
    setDesk(({ turn, address }) => ({
      turn: isStillThere ? turn + 1 : turn,
      address: isStillThere ? deskAddress({ step: 'intake', caseId: arrived }) : address,
      isAwaiting: false,
    }));
  }, [arrived]);
  return {
    turn: desk.turn,
    address: desk.address,
    ref,
    open: (address) =>
      setDesk(({ turn }) => ({ turn: turn + 1, address, isAwaiting: address === EMPTY_INTAKE })),
  };
}
