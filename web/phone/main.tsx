/** Starts the web phone of demo mode. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './phone.css';
import './sheets.css';
import { createRoot } from 'react-dom/client';
import { language, words } from './address.ts';
import { Phone } from './phone.tsx';

document.documentElement.lang = language;
document.title = words.title;

createRoot(document.getElementById('phone')!).render(<Phone />);
