/** The guide: the steps of one birth, the one that is next, and the button that leads there. */
import { IconCheck, IconFolderOpen, IconLogin2, IconMoodKid } from '@tabler/icons-react';
import type { Account, Session } from './demo.ts';
import { roleOf, type Step, steps } from './next-step.ts';
import { useWords } from './page.ts';

interface GuideProps {
  step: Step;
  /** The button was tapped and the phone is not there yet. */
  isAsking: boolean;
  /** The family writes; nothing waits at the desk yet. */
  isComing: boolean;
  accounts: Account[];
  session: Session | undefined;
  onBirth: () => void;
  onSignIn: (account: Account) => void;
  onOpenDesk: () => void;
  onOpenPhone: () => void;
}

/** The account that a step needs, unless it is signed in already. */
function accountFor(props: GuideProps): Account | undefined {
  const role = roleOf[props.step];
  if (role === undefined || props.session?.officer.roles.includes(role)) return undefined;
  return props.accounts.find(({ roles }) => roles.includes(role));
}

function NextAction(props: GuideProps) {
  const { words } = useWords();
  const account = accountFor(props);
  const role = roleOf[props.step];
  const isAtBirth = props.step === 'birth' || props.step === 'done';
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
      {props.step === 'delivery' && (
        <button type="button" className="primary only-narrow" onClick={props.onOpenPhone}>
          {words.openPhone}
        </button>
      )}
      <button
        type="button"
        className={isAtBirth ? 'primary birth' : 'birth'}
        aria-disabled={props.isAsking}
        onClick={props.onBirth}
      >
        <IconMoodKid aria-hidden size={22} />
        {props.isAsking ? words.birthComing : props.step === 'birth' ? words.birth : words.birthAgain}
      </button>
    </div>
  );
}

/** All steps in one line, the next one with its sentence and its button. */
export function Guide(props: GuideProps) {
  const { words } = useWords();
  const place = steps.indexOf(props.step);
  const shown = steps.filter((step) => step !== 'done');
  const { title, text } = words.steps[props.step];
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
          <strong>{props.step === 'done' ? title : `${place + 1}. ${title}`}</strong>
          <span>{props.isComing && props.step === 'intake' ? words.birthComingText : text}</span>
        </p>
        <NextAction {...props} />
      </div>
    </section>
  );
}
