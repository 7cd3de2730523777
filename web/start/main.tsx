/** Starts the start page of Mode Peragaan. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './start.css';
import './guide.css';
import { createRoot } from 'react-dom/client';
import { languageOf, WordsProvider, wordsOf } from './page.ts';
import { Start } from './start.tsx';

const language = languageOf(window.location.search);
// The console in the frame remembers its language under this name; a choice made here is meant for both.
if (new URLSearchParams(window.location.search).has('lang'))
  localStorage.setItem('sampai.language', language);
document.documentElement.lang = language;
document.title = `${wordsOf[language].title} · Sampai`;
createRoot(document.getElementById('start')!).render(
  <WordsProvider value={{ words: wordsOf[language], language }}>
    <Start />
  </WordsProvider>,
);
