/** Who has seen the data: by kind of work, how often, when last. */
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { moment } from '../dates.ts';
import { usePage } from '../page.ts';

/** Looks that are not an officer's: the resident's own and the sending to them. */
const OWN = ['track', 'deliver'];

/** Looks of one kind of people, the latest first. */
function LookList({ looks }: { looks: TrackedCase['looks'] }) {
  const page = usePage();
  const said = page.words.track;
  return (
    <ul className="looks">
      {looks
        .toSorted((a, b) => b.lastAt.localeCompare(a.lastAt))
        .map(({ purpose, count, lastAt }) => (
          <li key={purpose}>
            <strong>{said.purposes[purpose] ?? said.otherPurpose(purpose)}</strong>
            <span className="quiet num">
              {`${said.lookCount(count)} · ${said.lookLast(moment(lastAt, page))}`}
            </span>
          </li>
        ))}
    </ul>
  );
}

/** Officers' looks under their number, and apart from them what was no officer. */
export function Looks({ looks }: { looks: TrackedCase['looks'] }) {
  const page = usePage();
  const { words } = page;
  const said = words.track;
  const officers = looks.filter(({ purpose }) => !OWN.includes(purpose));
  const own = looks.filter(({ purpose }) => OWN.includes(purpose));
  return (
    <section className="card" aria-labelledby="looks">
      <h2 id="looks">{said.looks}</h2>
      <p>{said.looksOffice(officers.reduce((sum, { count }) => sum + count, 0))}</p>
      {officers.length > 0 && <LookList looks={officers} />}
      {own.length > 0 && (
        <>
          <h3>{said.looksOwn}</h3>
          <LookList looks={own} />
        </>
      )}
    </section>
  );
}
