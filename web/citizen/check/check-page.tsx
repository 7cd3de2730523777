/** `/cek`: is this PDF one of this office's, and is it still current? By the code that came with it, or the file. */
import { IconShieldCheck } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { RefusalWords } from '../../../src/domain/refusal.ts';
import type { DocumentAnswer } from '../../../src/http/api-types.ts';
import { Field } from '../field.tsx';
import { usePage } from '../page.ts';
import { RefusalBox } from '../refusal-box.tsx';
import { checkCode, checkFile, type Outcome } from '../wire.ts';
import { Answer } from './answer.tsx';

type Way = 'code' | 'file';

const LARGEST_BYTES = 16 * 1024 * 1024;

/** The official check, before anything of ours: this page must not be taken for it. */
function Scope() {
  const { words } = usePage();
  const said = words.check;
  return (
    <aside className="box info" aria-label={words.check.scope}>
      <IconShieldCheck aria-hidden size={22} />
      <div>
        <strong>{said.scope}</strong>
        <p>
          {`${said.official} `}
          <a href={`https://${said.officialSite}`} rel="noreferrer noopener">
            {said.officialSite.split('.').map((part, place) => (
              <span key={part}>
                {place > 0 && '.'}
                <wbr />
                {part}
              </span>
            ))}
          </a>
          {` ${said.opensElsewhere}.`}
        </p>
      </div>
    </aside>
  );
}

function CodeForm(props: { isWaiting: boolean; startWith: string; onCheck: (code: string) => void }) {
  const { words } = usePage();
  const said = words.check;
  const [code, setCode] = useState(props.startWith);
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isEmpty = code.trim() === '';
    setFault(isEmpty ? said.codeNeeded : undefined);
    if (isEmpty) input.current?.focus();
    else props.onCheck(code);
  };
  return (
    <form className="card form" noValidate onSubmit={submit} aria-labelledby="by-code">
      <h2 id="by-code">{said.byCode}</h2>
      <Field
        id="code"
        label={said.code}
        hint={said.codeHint}
        fault={fault}
        inputRef={input}
        className="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={80}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <button type="submit" className="button primary" aria-disabled={props.isWaiting}>
        {props.isWaiting ? words.wait : said.submitCode}
      </button>
    </form>
  );
}

/** A photo or scan cannot be checked; a PDF says what it is within its first 1024 bytes (ISO 32000-1, Annex H). */
async function beginsAsPdf(file: File): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes('%PDF-');
}

function FileForm(props: { isWaiting: boolean; onCheck: (file: File) => void }) {
  const { words } = usePage();
  const said = words.check;
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    const isTooLarge = file !== undefined && file.size > LARGEST_BYTES;
    const isPdf = file !== undefined && (await beginsAsPdf(file));
    setFault(
      file === undefined
        ? said.fileNeeded
        : isTooLarge
          ? said.fileTooLarge
          : isPdf
            ? undefined
            : said.fileNotPdf,
    );
    if (file === undefined || isTooLarge || !isPdf) input.current?.focus();
    else props.onCheck(file);
  };
  return (
    <form className="card form" noValidate onSubmit={(event) => void submit(event)} aria-labelledby="by-file">
      <h2 id="by-file">{said.byFile}</h2>
      <Field
        id="file"
        type="file"
        accept="application/pdf,.pdf"
        label={said.file}
        hint={said.fileHint}
        fault={fault}
        inputRef={input}
      />
      <button type="submit" className="button primary" aria-disabled={props.isWaiting}>
        {props.isWaiting ? words.wait : said.submitFile}
      </button>
    </form>
  );
}

/** The page. A link with `?kode=` is answered at once: the code is no secret of a person. */
export function CheckPage() {
  const { words, language } = usePage();
  const given = new URLSearchParams(window.location.search).get('kode')?.trim() ?? '';
  const [waiting, setWaiting] = useState<Way>();
  const [answer, setAnswer] = useState<{ way: Way; answer: DocumentAnswer }>();
  const [refusal, setRefusal] = useState<RefusalWords>();
  const isAsked = useRef(false);

  const ask = async (way: Way, call: () => Promise<Outcome<DocumentAnswer>>) => {
    if (waiting !== undefined) return;
    setWaiting(way);
    setRefusal(undefined);
    setAnswer(undefined);
    const outcome = await call();
    setWaiting(undefined);
    if (outcome.ok) setAnswer({ way, answer: outcome.value });
    else setRefusal(outcome.refusal);
  };
  const askCode = (code: string) => ask('code', () => checkCode(tidyCode(code), language));

  useEffect(() => {
    if (given !== '' && !isAsked.current) void askCode(given);
    isAsked.current = true;
  }, []);

  const said = words.check;
  return (
    <div className="narrow wide-check">
      <h1>{said.heading}</h1>
      <p className="lead">{said.intro}</p>
      <Scope />
      <RefusalBox refusal={refusal} />
      {answer && <Answer way={answer.way} answer={answer.answer} />}
      <div className="two-ways no-print">
        <CodeForm isWaiting={waiting === 'code'} startWith={given} onCheck={askCode} />
        <FileForm
          isWaiting={waiting === 'file'}
          onCheck={(file) => ask('file', () => checkFile(file, language))}
        />
      </div>
    </div>
  );
}

/** People leave out dashes and mix cases; the office's spelling is groups of five with dashes. */
function tidyCode(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/gu, '');
  return plain.match(/.{1,5}/gu)?.join('-') ?? '';
}
