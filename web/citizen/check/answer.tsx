/** The office's answer about a document: its standing, and for a file what its signature says. No personal data. */
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { DocumentAnswer } from '../../../src/http/api-types.ts';
import { moment } from '../dates.ts';
import { usePage } from '../page.ts';

const looks = {
  active: { tone: 'ok', Icon: IconCircleCheck },
  superseded: { tone: 'warn', Icon: IconAlertTriangle },
  withdrawn: { tone: 'bad', Icon: IconCircleX },
  'not-ours': { tone: 'quiet-tone', Icon: IconHelpCircle },
} as const;

/** Faults by which a file differs from what was signed. */
const CHANGED: readonly string[] = ['altered', 'bytes-after-signature'];

function Signature({ signature }: { signature: NonNullable<DocumentAnswer['signature']> }) {
  const page = usePage();
  const { words } = page;
  const said = words.check;
  const { faults, signer, signedAt } = signature;
  return (
    <section aria-labelledby="signature">
      <h3 id="signature">{said.signature}</h3>
      <ul className="findings">
        {faults.length === 0 && (
          <li className="ok">
            <IconCircleCheck aria-hidden size={20} />
            {said.intact}
          </li>
        )}
        {faults.map((fault) => (
          <li key={fault} className="bad">
            <IconCircleX aria-hidden size={20} />
            {said.faults[fault]}
          </li>
        ))}
      </ul>
      <dl className="facts">
        {signer !== undefined && (
          <div>
            <dt>{said.signer}</dt>
            <dd>{signer}</dd>
          </div>
        )}
        {signedAt !== undefined && (
          <div>
            <dt>{said.signedAt}</dt>
            <dd className="num">{moment(signedAt, page)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The answer, brought into view and to the reader's attention. */
export function Answer({ way, answer }: { way: 'code' | 'file'; answer: DocumentAnswer }) {
  const page = usePage();
  const { words } = page;
  const said = words.check;
  const heading = useRef<HTMLHeadingElement>(null);
  const isOurs = answer.standing !== 'not-ours';
  // What was signed once and changed afterwards is worse than unknown: that is said first, in red.
  const isChanged = !isOurs && answer.signature?.faults.some((fault) => CHANGED.includes(fault)) === true;
  const { tone, Icon } = isChanged ? looks.withdrawn : looks[answer.standing];
  const { title, next } = isChanged ? said.changed : said.standings[answer.standing];

  useEffect(() => heading.current?.focus(), []);

  return (
    <section className={`answer ${tone}`} aria-label={said.answer}>
      <header>
        <Icon aria-hidden size={34} stroke={1.8} />
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </header>
      <div className="answer-body">
        {isOurs && (
          <dl className="facts">
            <div>
              <dt>{said.document}</dt>
              <dd>{answer.document}</dd>
            </div>
            {answer.issuedAt !== undefined && (
              <div>
                <dt>{said.issuedAt}</dt>
                <dd className="num">{moment(answer.issuedAt, page)}</dd>
              </div>
            )}
            {answer.replacedAt !== undefined && (
              <div>
                <dt>{said.replacedAt}</dt>
                <dd className="num">{moment(answer.replacedAt, page)}</dd>
              </div>
            )}
          </dl>
        )}
        {!isOurs && !isChanged && <p>{way === 'code' ? said.notOursCode : said.notOursFile}</p>}
        <p>{next}</p>
        {isOurs && way === 'code' && <p>{said.codeOnly}</p>}
        {answer.signature && <Signature signature={answer.signature} />}
      </div>
    </section>
  );
}
