/** Says loudly and calmly that this is a demo, and holds its clock. */
import { IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { DemoView } from '../../src/http/api-types.ts';
import { formatAtOffice, zoneName } from '../ui/wall-clock.ts';
import { type Language, useWords } from './page.ts';

const HOUR_MS = 3_600_000;

/** The time on the office's wall, e.g. `Senin, 23 Nov 2026 08.43`. */
function wallTime(at: number, utcOffsetMinutes: number, language: Language): string {
  return formatAtOffice(at, utcOffsetMinutes, language === 'id' ? 'id-ID' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function useTick(): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
}

function Clock(props: { demo: DemoView; aheadMs: number; onMove: (offsetMs: number) => Promise<boolean> }) {
  const { words, language } = useWords();
  const [news, setNews] = useState('');
  useTick();
  const { offsetMs, utcOffsetMinutes } = props.demo.clock;
  const move = async (to: number) => {
    setNews('');
    if (await props.onMove(to)) setNews(words.clockMoved);
  };
  return (
    <section className="clock" aria-label={words.clock}>
      <IconClock aria-hidden size={18} />
      <time className="num">
        {`${wallTime(Date.now() + props.aheadMs, utcOffsetMinutes, language)} ${zoneName(utcOffsetMinutes)}`}
      </time>
      <button type="button" onClick={() => move(offsetMs + HOUR_MS)}>
        {words.hour}
      </button>
      <button type="button" onClick={() => move(offsetMs + 24 * HOUR_MS)}>
        {words.day}
      </button>
      {offsetMs !== 0 && (
        <button type="button" onClick={() => move(0)}>
          {words.toNow}
        </button>
      )}
      <span role="status" className="only-spoken">
        {news}
      </span>
    </section>
  );
}

/** The top of the page. The other language is a link, since it changes everything below, the phone included. */
export function Banner(props: {
  demo: DemoView;
  aheadMs: number;
  onMove: (offsetMs: number) => Promise<boolean>;
}) {
  const { words, language } = useWords();
  const other = language === 'id' ? 'en' : 'id';
  const address = new URL(window.location.href);
  address.searchParams.set('lang', other);
  return (
    <header className="banner">
      <p className="banner-text">
        <strong>{words.banner}</strong>
        <span>{` – ${words.bannerText}. `}</span>
        <span className="banner-more">{words.bannerMore}</span>
      </p>
      <Clock {...props} />
      <a className="language" lang={other} href={`${address.pathname}${address.search}`}>
        {words.otherLanguage}
      </a>
    </header>
  );
}
