/** The start page of Mode Peragaan: the phone and the desks side by side, and a guide through one birth. */
import { useState } from 'react';
import { Banner } from './banner.tsx';
import type { Account } from './demo.ts';
import { DeskPane } from './desk-pane.tsx';
import { Facts } from './facts.tsx';
import { Guide } from './guide.tsx';
import { nextStep, roleOf, type Step } from './next-step.ts';
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
  // How many cases had been handed in when the last birth was asked for: one more, and it has arrived.
  const [handedInBefore, setHandedInBefore] = useState<number>();

  const handedIn = live.cases.filter(({ status }) => status !== 'draft').length;
  const isComing = handedInBefore !== undefined && handedIn <= handedInBefore;
  const reached = nextStep(live.cases);
  const isNothingElse = reached === 'birth' || reached === 'done';
  // Before anybody is signed in nothing is known of the desks; a birth that was sent waits at the first of them.
  const step = isNothingElse && (isComing || (!live.session && handsetId !== null)) ? 'intake' : reached;

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
  const signIn = async (account: Account) => {
    setView('desk');
    await live.signIn(account.username);
  };

  return (
    <div className="page">
      <Banner demo={live.demo} aheadMs={live.aheadMs} session={live.session} onMove={live.moveClock} />
      <main>
        <h1 className="only-spoken">{words.title}</h1>
        <Guide
          step={step}
          view={view}
          isAsking={isAsking}
          isComing={isComing && live.session !== undefined}
          accounts={live.demo.accounts}
          session={live.session}
          onBirth={birth}
          onSignIn={signIn}
          onView={setView}
        />
        <p className="problem" role="alert">
          {live.problem}
        </p>
        <ViewTabs view={view} here={viewOf(step)} onView={setView} />
        <div className="panes" data-view={view}>
          <PhonePane
            phoneUrl={live.demo.phoneUrl}
            handsetId={handsetId}
            isHere={viewOf(step) === 'phone' && step !== 'birth'}
          />
          <DeskPane
            accounts={live.demo.accounts}
            session={live.session}
            counts={live.counts}
            isHere={viewOf(step) === 'desk'}
            onSignIn={signIn}
            onLoad={live.look}
          />
        </div>
      </main>
      <Facts demo={live.demo} />
    </div>
  );
}
