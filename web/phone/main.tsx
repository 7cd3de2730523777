/** Starts the web phone of demo mode. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './phone.css';
import './sheets.css';
import { createRoot } from 'react-dom/client';
import { Phone } from './phone.tsx';
import { languageOf, wordsOf } from './words.ts';

const language = languageOf(window.location.search);
document.documentElement.lang = language;
document.title = wordsOf[language].title;
createRoot(document.getElementById('phone')!).render(<Phone />);
