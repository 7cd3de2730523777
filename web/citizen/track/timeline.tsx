/** The way of the case: steps that were taken, the one it is at, and what comes next. */
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { moment } from '../dates.ts';
import { usePage } from '../page.ts';

/** States in which it is the applicant's turn to take a document. */
const isThere = new Set<TrackedCase['documents'][number]['status']>(['issued', 'waiting']);

/** The steps in order. A case that ended without documents is nowhere now. */
export function Timeline({ tracked }: { tracked: TrackedCase }) {
  const page = usePage();
  const { words } = page;
  const said = words.track;
  const isEnded = tracked.status === 'withdrawn' || tracked.status === 'rejected';
  const current = isEnded ? -1 : tracked.steps.findIndex(({ at }) => at === undefined);
  const shown = isEnded ? tracked.steps.filter(({ at }) => at !== undefined) : tracked.steps;
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{said.timeline}</h2>
      <ol className="timeline">
        {shown.map(({ step, at }, place) => {
          const isNow = place === current;
          const state = at !== undefined ? 'done' : isNow ? 'now' : 'later';
          const isYourTurn = isNow && step === 'accepted' && tracked.status === 'incomplete';
          const isOursToDo =
            isNow && step === 'received' && !tracked.documents.some(({ status }) => isThere.has(status));
          const label = isOursToDo
            ? said.waitingForPrint
            : isYourTurn
              ? said.waitingForYou
              : said.steps[step][isNow ? 'now' : 'done'];
          return (
            <li key={step} className={state} aria-current={isNow ? 'step' : undefined}>
              <span className="dot" aria-hidden />
              <div>
                <span className="only-spoken">{`${said[state]}: `}</span>
                <span className="step">{label}</span>
                {at !== undefined && <span className="quiet num">{moment(at, page)}</span>}
              </div>
            </li>
          );
        })}
        {isEnded && (
          <li className="ended">
            <span className="dot" aria-hidden />
            <span className="step">{said.headings[tracked.status]}</span>
          </li>
        )}
      </ol>
    </section>
  );
}
