/** Starts the web phone of demo mode. */
import '../ui/font.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('phone')!).render(<h1>Ponsel peraga</h1>);
