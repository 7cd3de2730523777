/** Starts the residents' pages: one build, `/lacak` and `/cek` decide by the address. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import './citizen.css';
import './parts.css';
import './print.css';
import { createRoot } from 'react-dom/client';
import { Citizen } from './citizen.tsx';

createRoot(document.getElementById('citizen')!).render(<Citizen />);
