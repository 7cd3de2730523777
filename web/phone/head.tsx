/** The top of the phone: status line with the switcher of handsets, and who is on the other side. */
import { IconAdjustmentsHorizontal, IconPlane, IconWifi, IconWifiOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { timeOf } from './format.ts';
import { usePage } from './page.ts';
import type { Handset, SimulatorState } from './simulator.ts';

/** The demo clock's time, renewed every few seconds. */
function useTick(now: () => number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now();
}

/** Time, whose phone it is, and whether there is a network. */
export function StatusLine(props: { handsets: Handset[]; isLive: boolean; onSwitch: (id: string) => void }) {
  const page = usePage();
  const { words, handset, now } = page;
  const time = timeOf(useTick(now), page);
  const Network = handset.switches.airplane ? IconPlane : props.isLive ? IconWifi : IconWifiOff;
  return (
    <div className="status-line">
      <span className="num">{time}</span>
      <select
        aria-label={words.whose}
        value={handset.id}
        onChange={(event) => props.onSwitch(event.target.value)}
      >
        {props.handsets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Network aria-hidden size={16} />
    </div>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).slice(0, 2);
  return words.map((word) => word.charAt(0).toUpperCase()).join('');
}

/** The business on the other side. */
export function Head(props: { business: SimulatorState; isTyping: boolean; onSettings: () => void }) {
  const { words } = usePage();
  const { businessName, displayPhoneNumber } = props.business;
  return (
    <header className="head">
      <span className="avatar" aria-hidden>
        {initialsOf(businessName)}
      </span>
      <div className="head-text">
        <h1>{businessName}</h1>
        <p className="quiet">{props.isTyping ? words.typing : `${words.demo} · ${displayPhoneNumber}`}</p>
      </div>
      <button type="button" className="icon" aria-label={words.settings} onClick={props.onSettings}>
        <IconAdjustmentsHorizontal aria-hidden />
      </button>
    </header>
  );
}
