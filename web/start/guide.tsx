/** The guide: the steps of one birth, the one that is next, and the button that leads there. */
import { IconCheck, IconFolderOpen, IconLogin2, IconMoodKid } from '@tabler/icons-react';
import type { SessionView } from '../../src/http/api-types.ts';
import type { Account } from './demo.ts';
import { roleOf, steps } from './next-step.ts';
import { useWords } from './page.ts';
import type { Birth } from './use-birth.ts';

interface GuideProps {
  birth: Birth;
  accounts: Account[];
  session: SessionView | undefined;
  onBirth: () => void;
  onSignIn: (account: Account) => void;
  onOpenDesk: () => void;
  onOpenPhone: () => void;
}

/** The account that a step needs, unless it is signed in already. */
function accountFor(props: GuideProps): Account | undefined {
  const role = roleOf[props.birth.next.step];
  if (role === undefined || props.session?.officer.roles.includes(role)) return undefined;
  return props.accounts.find(({ roles }) => roles.includes(role));
}

function NextAction(props: GuideProps) {
  const { words } = useWords();
  const account = accountFor(props);
  const { isAsking, next } = props.birth;
  const role = roleOf[next.step];
  const isAtBirth = next.step === 'birth' || next.step === 'done';
  return (
    <div className="guide-actions">
      {account && role && (
        <button type="button" className="primary" onClick={() => props.onSignIn(account)}>
          <IconLogin2 aria-hidden size={20} />
          {words.signInRole(words.roles[role])}
        </button>
      )}
      {!account && role && (
        <button type="button" onClick={props.onOpenDesk}>
          <IconFolderOpen aria-hidden size={20} />
          {words.openDesk}
        </button>
      )}
      {next.step === 'delivery' && (
        <button type="button" className="primary only-narrow" onClick={props.onOpenPhone}>
          {words.openPhone}
        </button>
      )}
      <button
        type="button"
        className={isAtBirth ? 'primary birth' : 'birth'}
        aria-disabled={isAsking}
        onClick={props.onBirth}
      >
        <IconMoodKid aria-hidden size={22} />
        {isAsking ? words.birthComing : next.step === 'birth' ? words.birth : words.birthAgain}
      </button>
    </div>
  );
}

/** All steps in one line, the next one with its sentence and its button. */
export function Guide(props: GuideProps) {
  const { words } = useWords();
  const { isComing, next } = props.birth;
  const place = steps.indexOf(next.step);
  const shown = steps.filter((step) => step !== 'done');
  const { title, text } = words.steps[next.step];
  return (
    <section className="guide" aria-label={words.guide}>
      <ol className="steps">
        {shown.map((step, at) => {
          const state = at < place ? 'done' : at === place ? 'now' : 'later';
          return (
            <li key={step} className={state} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="step-number" aria-hidden>
                {state === 'done' ? <IconCheck size={14} stroke={3} /> : at + 1}
              </span>
              <span className="step-title">{words.steps[step].title}</span>
              {state === 'done' && <span className="only-spoken">{`(${words.done})`}</span>}
            </li>
          );
        })}
      </ol>
      <div className="guide-now">
        <p role="status">
          <strong>{next.step === 'done' ? title : `${place + 1}. ${title}`}</strong>
          <span>{isComing && next.step === 'intake' ? words.birthComingText : text}</span>
        </p>
        <NextAction {...props} />
      </div>
    </section>
  );
}
