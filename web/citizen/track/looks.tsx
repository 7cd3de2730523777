/** Who has seen the data: by kind of work, how often, when last. */
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { moment } from '../dates.ts';
import { usePage } from '../page.ts';

/** Looks that are not an officer's: the resident's own and the sending to them. */
const OWN = ['track', 'deliver'];

/** The list, officers' looks first, the latest first. */
export function Looks({ looks }: { looks: TrackedCase['looks'] }) {
  const page = usePage();
  const { words } = page;
  const said = words.track;
  const officers = looks.filter(({ purpose }) => !OWN.includes(purpose));
  const own = looks.filter(({ purpose }) => OWN.includes(purpose));
  const sorted = [officers, own].flatMap((some) => some.toSorted((a, b) => b.lastAt.localeCompare(a.lastAt)));
  return (
    <section className="card" aria-labelledby="looks">
      <h2 id="looks">{said.looks}</h2>
      <p>{said.looksOffice(officers.reduce((sum, { count }) => sum + count, 0))}</p>
      {sorted.length > 0 && (
        <ul className="looks">
          {sorted.map(({ purpose, count, lastAt }) => (
            <li key={purpose}>
              <strong>{said.purposes[purpose] ?? said.otherPurpose(purpose)}</strong>
              <span className="quiet num">
                {`${said.lookCount(count)} · ${said.lookLast(moment(lastAt, page))}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
