/** The frame of the residents' pages: head, language switch, the page that the address names, foot. */
import { useEffect, useMemo, useState } from 'react';
import { CheckPage } from './check/check-page.tsx';
import { type Language, languageOf, PageProvider, wordsOf } from './page.ts';
import { TrackPage } from './track/track-page.tsx';
import { useOffice } from './use-office.ts';

/** Which of the two pages an address asks for. */
function pageAt(pathname: string): 'track' | 'check' {
  return /^\/cek\/?$/u.test(pathname) ? 'check' : 'track';
}

function keepInAddress(language: Language): void {
  const address = new URL(window.location.href);
  if (language === 'id') address.searchParams.delete('lang');
  else address.searchParams.set('lang', language);
  window.history.replaceState(null, '', address);
}

/** Both pages. The language lives in the address, so that a link keeps it and nothing is stored. */
export function Citizen() {
  const [language, setLanguage] = useState(languageOf(window.location.search));
  const words = wordsOf[language];
  const at = pageAt(window.location.pathname);
  const office = useOffice();
  const utcOffsetMinutes = office?.utcOffsetMinutes;
  const page = useMemo(
    () => ({ words: wordsOf[language], language, utcOffsetMinutes }),
    [language, utcOffsetMinutes],
  );
  const other = language === 'id' ? 'en' : 'id';
  const inLanguage = language === 'id' ? '' : `?lang=${language}`;

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${at === 'track' ? words.track.title : words.check.title} · Sampai`;
  }, [language, at, words]);

  return (
    <PageProvider value={page}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="top">
        <div className="top-line">
          <span className="brand">Sampai</span>
          <nav aria-label={words.pages}>
            <a href={`/lacak${inLanguage}`} aria-current={at === 'track' ? 'page' : undefined}>
              {words.track.short}
            </a>
            <a href={`/cek${inLanguage}`} aria-current={at === 'check' ? 'page' : undefined}>
              {words.check.short}
            </a>
          </nav>
          <button
            type="button"
            className="language"
            lang={other}
            onClick={() => {
              setLanguage(other);
              keepInAddress(other);
            }}
          >
            {words.otherLanguage}
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {at === 'track' ? <TrackPage /> : <CheckPage />}
      </main>
      <footer className="foot">
        {office !== undefined && (
          <p>
            <b>{office.name}</b> · {office.hoursText}
          </p>
        )}
        <p>{words.foot}</p>
        {office?.mode === 'peragaan' && <p className="demo">{words.demo}</p>}
      </footer>
    </PageProvider>
  );
}
