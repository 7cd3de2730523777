/** The start page of Mode Peragaan: the phone and the desks side by side, and a guide through one birth. */
import { useEffect, useRef, useState } from 'react';
import { Banner } from './banner.tsx';
import type { Account } from './demo.ts';
import { DeskPane } from './desk-pane.tsx';
import { Facts } from './facts.tsx';
import { Guide } from './guide.tsx';
import { deskAddress, type Next, nextStep, roleOf, type Step } from './next-step.ts';
import { useWords } from './page.ts';
import { PhonePane } from './phone-pane.tsx';
import { useDemo } from './use-demo.ts';
import { type View, ViewTabs } from './view-tabs.tsx';

function keepInAddress(handsetId: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set('handset', handsetId);
  window.history.replaceState(null, '', address);
}

/** Where a step happens: on the phone, or at a desk. */
function viewOf(step: Step): View {
  return roleOf[step] === undefined ? 'phone' : 'desk';
}

/** The whole page. */
export function Start() {
  const { words, language } = useWords();
  const live = useDemo(language);
  const [handsetId, setHandsetId] = useState(new URLSearchParams(window.location.search).get('handset'));
  const [view, setView] = useState<View>('phone');
  const [isAsking, setAsking] = useState(false);
  // What the office's frame shows. It is loaded anew only from here; who moves about inside it stays undisturbed.
  const [desk, setDesk] = useState({ turn: 0, address: '/office/', isAwaiting: false });
  // How many cases had been handed in when the last birth was asked for: one more, and it has arrived.
  const [handedInBefore, setHandedInBefore] = useState<number>();

  const handedIn = live.cases.filter(({ status }) => status !== 'draft').length;
  const isComing = handedInBefore !== undefined && handedIn <= handedInBefore;
  const reached = nextStep(live.cases);
  const isNothingElse = reached.step === 'birth' || reached.step === 'done';
  // Before anybody is signed in nothing is known of the desks; a birth that was sent waits at the first of them.
  const isExpected = isNothingElse && (isComing || (!live.session && handsetId !== null));
  const next: Next = isExpected ? { step: 'intake' } : reached;
  const { step } = next;

  // Who signed in before the birth had arrived sits at an empty desk: the case is opened for them when it comes,
  // unless they went elsewhere meanwhile.
  const frame = useRef<HTMLIFrameElement>(null);
  const arrived = desk.isAwaiting && next.step === 'intake' ? next.caseId : undefined;
  useEffect(() => {
    if (arrived === undefined) return;
    const shown = frame.current?.contentWindow?.location;
    const isStillThere = shown?.href === 'about:blank' || shown?.pathname === deskAddress({ step: 'intake' });
    setDesk(({ turn, address }) => ({
      turn: isStillThere ? turn + 1 : turn,
      address: isStillThere ? deskAddress({ step: 'intake', caseId: arrived }) : address,
      isAwaiting: false,
    }));
  }, [arrived]);

  if (!live.demo) {
    return (
      <main className="preparing">
        <h1>{words.title}</h1>
        <p role="status">{live.problem ?? words.loading}</p>
      </main>
    );
  }

  const birth = async () => {
    if (isAsking) return;
    setAsking(true);
    setView('phone');
    const arrived = await live.birth();
    setAsking(false);
    if (arrived === undefined) return;
    setHandedInBefore(handedIn);
    setHandsetId(arrived);
    keepInAddress(arrived);
  };
  const openDesk = (address: string) => {
    setView('desk');
    const isAwaiting = address === deskAddress({ step: 'intake' });
    setDesk(({ turn }) => ({ turn: turn + 1, address, isAwaiting }));
  };
  const signIn = async (account: Account) => {
    const seen = await live.signIn(account.username);
    if (seen === undefined) return;
    // Signed in for the step that the guide shows: straight to its case. Otherwise to the person's own first desk.
    const role = roleOf[step];
    const isForStep = role !== undefined && account.roles.includes(role);
    const known = nextStep(seen);
    openDesk(isForStep ? deskAddress(known.step === step ? known : { step }) : '/office/');
  };

  return (
    <div className="page">
      <Banner demo={live.demo} aheadMs={live.aheadMs} session={live.session} onMove={live.moveClock} />
      <main>
        <h1 className="only-spoken">{words.title}</h1>
        <Guide
          step={step}
          isAsking={isAsking}
          isComing={isComing && live.session !== undefined}
          accounts={live.demo.accounts}
          session={live.session}
          onBirth={birth}
          onSignIn={signIn}
          onOpenDesk={() => openDesk(deskAddress(next))}
          onOpenPhone={() => setView('phone')}
        />
        <p className="problem" role="alert">
          {live.problem}
        </p>
        <ViewTabs view={view} here={viewOf(step)} onView={setView} />
        <div className="panes" data-view={view}>
          <PhonePane phoneUrl={live.demo.phoneUrl} handsetId={handsetId} isHere={step === 'delivery'} />
          <DeskPane
            desk={desk}
            frameRef={frame}
            accounts={live.demo.accounts}
            session={live.session}
            counts={live.counts}
            isHere={roleOf[step] !== undefined}
            onSignIn={signIn}
            onLoad={live.look}
          />
        </div>
      </main>
      <Facts demo={live.demo} />
    </div>
  );
}
