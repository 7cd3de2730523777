/** What is prefilled in the demo, shown openly, and the way to the other pages. */
import { IconExternalLink } from '@tabler/icons-react';
import type { DemoView } from '../../src/http/api-types.ts';
import { useWords } from './page.ts';

/** The foot of the page. */
export function Facts({ demo }: { demo: DemoView }) {
  const { words, language } = useWords();
  const inLanguage = language === 'en' ? '?lang=en' : '';
  const entries = [
    [words.pin, demo.pin],
    [words.passphrase, demo.passphrase],
  ] as const;
  const links = [
    [words.siak, demo.siakUrl],
    [words.track, `/lacak${inLanguage}`],
    [words.check, `/cek${inLanguage}`],
  ] as const;
  return (
    <footer className="facts">
      <dl aria-label={words.facts}>
        {entries.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <details className="accounts-list">
        <summary>{words.accounts}</summary>
        <ul>
          {demo.accounts.map(({ username, password, name, roles }) => (
            <li key={username}>
              <strong>{name}</strong>
              <span>{roles.map((role) => words.roles[role] ?? role).join(', ')}</span>
              <code>{`${username} / ${password}`}</code>
            </li>
          ))}
        </ul>
      </details>
      <nav aria-label={words.links}>
        {links.map(([label, address]) => (
          <a key={label} href={address} target="_blank" rel="noreferrer">
            {label}
            <IconExternalLink aria-hidden size={15} />
          </a>
        ))}
      </nav>
    </footer>
  );
}
