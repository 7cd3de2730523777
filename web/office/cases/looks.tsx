/** Who looked at a case, when and why: the access log in words. */
import type { CaseHistory } from '../../../src/http/api-types.ts';
import { type Translate, useWords } from '../i18n.ts';
import { useTime } from '../session.tsx';
import styles from './cases.module.css';

const purposes = [
  'intake',
  'siak-entry',
  'verification',
  'signing',
  'hand-over',
  'hand-over-chat',
  'history',
  'deliver',
  'settle-message',
  'track',
] as const;

function purposeWords(purpose: string, t: Translate): string {
  return t(`purpose.${purposes.find((one) => one === purpose) ?? 'other'}`);
}

interface Look {
  key: string;
  actorName: string;
  purpose: string;
  isRevealed: boolean;
  /** What was read is the thread. */
  isThread: boolean;
  count: number;
  lastAt: string;
}

/** One line for a person, purpose and kind of look, with how often and when last; newest first. */
export function gatherLooks(looks: CaseHistory['looks']): Look[] {
  const gathered = new Map<string, Look>();
  for (const { at, actorName, purpose, what } of looks) {
    const isRevealed = what.includes('numbers') || what.includes('siak');
    const isThread = what.startsWith('thread');
    const key = `${actorName}/${purpose}/${isRevealed}/${isThread}`;
    const known = gathered.get(key);
    const look = { key, actorName, purpose, isRevealed, isThread, count: 1, lastAt: at };
    if (known === undefined) gathered.set(key, look);
    else {
      known.count += 1;
      if (at > known.lastAt) known.lastAt = at;
    }
  }
  return [...gathered.values()].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
}

/** The list. */
export function Looks({ looks }: { looks: CaseHistory['looks'] }) {
  const { t } = useWords();
  const time = useTime();
  return (
    <section className="card" aria-labelledby="looks">
      <div className="card-head">
        <h2 id="looks">{t('page.looks')}</h2>
      </div>
      <ul className={`${styles.looks} plain-list`}>
        {looks.length === 0 && <li className="muted">{t('page.noLooks')}</li>}
        {gatherLooks(looks).map((look) => (
          <li key={look.key}>
            <span className="grow">
              <b>{look.actorName}</b>, {purposeWords(look.purpose, t)}
              {look.isRevealed && <> ({t('page.revealed')})</>}
              {look.isThread && <> ({t('page.readThread')})</>}
              {look.count > 1 && <span className="muted"> ×{look.count}</span>}
            </span>
            <span className="muted num">{time.at(look.lastAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
