/** The office's desks: who sits there, by one tap, and the console in a frame. */
import { IconExternalLink } from '@tabler/icons-react';
import type { DemoView, Role } from '../../src/http/api-types.ts';
import type { Account } from './demo.ts';
import { useWords } from './page.ts';
import type { LiveDemo } from './use-demo.ts';
import type { DeskFrame } from './use-desk-frame.ts';

/** What waits for a role, as the desks count it. */
const desksOf: Partial<Record<Role, string[]>> = {
  'petugas-layanan': ['intake', 'handed-over'],
  operator: ['siak'],
  verifikator: ['verification'],
  penandatangan: ['signing', 'unsettled'],
};

function AccountButton(props: {
  account: Account;
  isSignedIn: boolean;
  count: number;
  onSignIn: () => void;
}) {
  const { words } = useWords();
  const { name, roles } = props.account;
  return (
    <button type="button" className="account" aria-pressed={props.isSignedIn} onClick={props.onSignIn}>
      <span className="account-role">{roles.map((role) => words.roles[role] ?? role).join(', ')}</span>
      <span className="account-name">{name}</span>
      {props.count > 0 && (
        <span className="count num">
          <span aria-hidden>{props.count}</span>
          <span className="only-spoken">{words.waiting(props.count)}</span>
        </span>
      )}
    </button>
  );
}

/** The console follows whoever is signed in here. */
export function DeskPane(props: {
  frame: DeskFrame;
  demo: DemoView;
  live: LiveDemo;
  isHere: boolean;
  onSignIn: (account: Account) => void;
}) {
  const { words } = useWords();
  const { frame, live } = props;
  const { session } = live;
  const countOf = (roles: readonly Role[]) =>
    roles.flatMap((role) => desksOf[role] ?? []).reduce((sum, desk) => sum + (live.counts[desk] ?? 0), 0);
  return (
    <section
      className={props.isHere ? 'pane desk-pane here' : 'pane desk-pane'}
      id="pane-desk"
      aria-label={words.deskTitle}
    >
      <header className="pane-head">
        <h2>{words.deskTitle}</h2>
        {props.isHere && <span className="here-tag">{words.here}</span>}
        <p className="only-spoken" role="status">
          {session ? words.signedIn(session.officer.name) : words.nobody}
        </p>
        <fieldset className="accounts">
          <legend className="only-spoken">{words.signInAs}</legend>
          {props.demo.accounts.map((account) => (
            <AccountButton
              key={account.username}
              account={account}
              isSignedIn={session?.officer.name === account.name}
              count={countOf(account.roles)}
              onSignIn={() => props.onSignIn(account)}
            />
          ))}
        </fieldset>
        <a className="pane-link" href="/office/" target="_blank" rel="noreferrer">
          <IconExternalLink aria-hidden size={18} />
          <span className="only-spoken">{`${words.deskTitle}: ${words.openAlone}`}</span>
        </a>
      </header>
      <iframe
        key={frame.turn}
        ref={frame.ref}
        src={frame.address}
        title={words.deskTitle}
        onLoad={live.look}
      />
    </section>
  );
}
