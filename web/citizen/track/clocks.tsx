/** Both clocks in plain words: how long the office has worked, how long the resident has waited. */
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { longDay, stretch, workingStretch } from '../dates.ts';
import { usePage } from '../page.ts';

/** The clocks and the day by which the office expects to be done. */
export function Clocks({ tracked }: { tracked: TrackedCase }) {
  const { words, language } = usePage();
  const said = words.track;
  const isOpen = !['closed', 'withdrawn', 'rejected'].includes(tracked.status);
  return (
    <section className="card" aria-labelledby="clocks">
      <h2 id="clocks">{said.clocks}</h2>
      <dl className="facts">
        {isOpen && tracked.expectedOn !== undefined && (
          <div>
            <dt>{said.expected}</dt>
            <dd>{longDay(tracked.expectedOn, language)}</dd>
          </div>
        )}
        <div>
          <dt>{said.office}</dt>
          <dd>
            {workingStretch(tracked.officeMinutes, words.durations)}
            <span className="quiet">{said.officeUnit}</span>
          </dd>
        </div>
        <div>
          <dt>{said.resident}</dt>
          <dd>
            {stretch(tracked.residentMinutes, words.durations)}
            <span className="quiet">{said.residentUnit}</span>
          </dd>
        </div>
      </dl>
      {tracked.status === 'incomplete' && <p className="quiet">{said.officeStopped}</p>}
    </section>
  );
}
