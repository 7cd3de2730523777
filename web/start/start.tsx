/** The start page of Mode Peragaan: the phone and the desks side by side, and a guide through one birth. */
import { useState } from 'react';
import type { DemoView } from '../../src/http/api-types.ts';
import { Banner } from './banner.tsx';
import type { Account } from './demo.ts';
import { DeskPane } from './desk-pane.tsx';
import { Facts } from './facts.tsx';
import { Guide } from './guide.tsx';
import { deskAddress, roleOf } from './next-step.ts';
import { useWords } from './page.ts';
import { PhonePane } from './phone-pane.tsx';
import { useBirth } from './use-birth.ts';
import { type LiveDemo, useDemo } from './use-demo.ts';
import { useDeskFrame } from './use-desk-frame.ts';
import { type View, ViewTabs } from './view-tabs.tsx';

/** The whole page, once the demo answers. */
export function Start() {
  const { words, language } = useWords();
  const live = useDemo(language);
  if (live.demo) return <Stage live={live} demo={live.demo} />;
  return (
    <main className="preparing">
      <h1>{words.title}</h1>
      <p role="status">{live.problem ?? words.loading}</p>
    </main>
  );
}

function Stage({ live, demo }: { live: LiveDemo; demo: DemoView }) {
  const { words } = useWords();
  const [view, setView] = useState<View>('phone');
  const birth = useBirth(live);
  const { next } = birth;
  const frame = useDeskFrame(next);
  const role = roleOf[next.step];

  const openDesk = (address: string) => {
    setView('desk');
    frame.open(address);
  };
  const signIn = async (account: Account) => {
    const seen = await live.signIn(account.username);
    if (seen === undefined) return;
    // Signed in for the step that the guide shows: straight to its case. Otherwise to the person's own first desk.
    const isForStep = role !== undefined && account.roles.includes(role);
    const known = birth.nextAmong(seen);
    openDesk(isForStep ? deskAddress(known.step === next.step ? known : { step: next.step }) : '/office/');
  };
  const letBirthArrive = () => {
    setView('phone');
    void birth.ask();
  };

  return (
    <div className="page">
      <Banner demo={demo} aheadMs={live.aheadMs} onMove={live.moveClock} />
      <main>
        <h1 className="only-spoken">{words.title}</h1>
        <Guide
          birth={birth}
          accounts={demo.accounts}
          session={live.session}
          onBirth={letBirthArrive}
          onSignIn={signIn}
          onOpenDesk={() => openDesk(deskAddress(next))}
          onOpenPhone={() => setView('phone')}
        />
        <p className="problem" role="alert">
          {live.problem}
        </p>
        <ViewTabs view={view} here={role === undefined ? 'phone' : 'desk'} onView={setView} />
        <div className="panes" data-view={view}>
          <PhonePane
            phoneUrl={demo.phoneUrl}
            handsetId={birth.handsetId}
            frame={birth.phone}
            isHere={next.step === 'delivery'}
          />
          <DeskPane frame={frame} demo={demo} live={live} isHere={role !== undefined} onSignIn={signIn} />
        </div>
      </main>
      <Facts demo={demo} />
    </div>
  );
}
