/** Finds the answer in an ordinary sentence, by known words alone: a word that is not known leaves it unread. */
import type { FieldSpec, Service } from '../../catalogue/define-service.ts';
import { plain, wordsIn } from './text-match.ts';
import { speak, type Words } from './words.ts';

/** People mix languages, so both are always known here. */
const packs: readonly Words[] = [speak('id'), speak('en')];

function all(pick: (words: Words) => readonly string[]): Set<string> {
  return new Set(packs.flatMap((words) => [...pick(words)]));
}

const affirms = all((words) => words.sentence.affirms);
const denies = all((words) => words.sentence.denies);
const exists = all((words) => words.sentence.exists);
const particles = all((words) => words.sentence.particles);
const unsure = all((words) => words.sentence.unsure);

/** Digits and letters in groups as they are read out, `6311 0412 …`, of any length. */
const DIGIT_RUN = /\d(?:[\s.\-–]*\d)*/gu;

const WRITTEN_DAY = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[\s./-]+(?:[a-z]+|\d{1,2})[\s./-]+\d{4}/giu;

/** The most days ago that are said in days. */
const MAX_DAYS_AGO = 60;

/** The words with which a field itself is asked: they may stand around its answer. */
function wordsOfField(service: Service, id: string): Set<string> {
  const texts = [service.words.id, service.words.en].flatMap((words) => {
    const field = words.fields[id];
    return field === undefined ? [] : [field.label, field.question ?? ''];
  });
  return new Set(wordsIn(texts.join(' ')));
}

/** Whether none of these words can change what is said around them; "lahirnya" is "lahir". */
function isFilling(said: readonly string[], known: ReadonlySet<string>): boolean {
  return said.every(
    (word) =>
      particles.has(word) || known.has(word) || (word.endsWith('nya') && known.has(word.slice(0, -3))),
  );
}

const wordList = (text: string) =>
  plain(text)
    .split(' ')
    .filter((word) => word !== '');

/** What one clause says: yes, no, nothing at all, or something that is not clear. */
function readClause(clause: string, known: ReadonlySet<string>): 'yes' | 'no' | 'nothing' | 'unclear' {
  const said = wordList(clause);
  // At the end it only asks for assent: "tidak ada ya".
  if (said.length > 1 && said.at(-1) === 'ya') said.pop();
  if (said.some((word) => unsure.has(word))) return 'unclear';
  const telling = said.filter((word) => affirms.has(word) || denies.has(word));
  const others = said.filter((word) => !affirms.has(word) && !denies.has(word));
  if (!isFilling(others, known)) return 'unclear';
  const no = telling.filter((word) => denies.has(word));
  if (telling.length === 0) return 'nothing';
  if (no.length === 0) return 'yes';
  const [first, ...rest] = telling;
  const isPlainNo =
    no.length === 1 && first === no[0] && rest.length <= 1 && rest.every((one) => exists.has(one));
  return isPlainNo ? 'no' : 'unclear';
}

/** "iya ada", "gak ada", "ada dari bidan"; two clauses that say different things are not read. */
function readYesNo(text: string, known: ReadonlySet<string>): string | undefined {
  if (text.includes('?') || /\d/u.test(text)) return undefined;
  const clauses = text
    .split(/[,.;:\n]+/u)
    .filter((clause) => plain(clause) !== '')
    .map((clause) => readClause(clause, known))
    .filter((said) => said !== 'nothing');
  const [first] = clauses;
  if (first === undefined || first === 'unclear' || clauses.some((said) => said !== first)) return undefined;
  return first === 'yes' ? 'ya' : 'tidak';
}

/** The one number of 16 digits in a sentence that speaks of nothing else. */
function readNumber(text: string, known: ReadonlySet<string>): string | undefined {
  const runs = text.match(DIGIT_RUN) ?? [];
  const digits = (runs[0] ?? '').replace(/\D/gu, '');
  if (runs.length !== 1 || digits.length !== 16) return undefined;
  return isFilling(wordList(text.replace(DIGIT_RUN, ' ')), known) ? digits : undefined;
}

/** `2026-11-23` less some days. */
function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Every way to say a day by its distance from today, the longest first: "kemarin lusa" before "kemarin". */
const relativeDays: readonly [string, number][] = packs
  .flatMap((words) => words.daysAgo.flatMap((ways, days) => ways.map((way): [string, number] => [way, days])))
  .sort(([a], [b]) => b.length - a.length);

const daysAgoWords = [...all((words) => words.daysBefore)].sort((a, b) => b.length - a.length);

const DAYS_AGO = new RegExp(`(?<= )(\\d{1,2}) (?:${daysAgoWords.join('|')})(?= )`, 'u');

/** "kemarin", "lahirnya tadi pagi", "3 hari lalu", "tgl 14 November 2026", as the day itself. */
function readDay(text: string, known: ReadonlySet<string>, today: string): string | undefined {
  if (text.includes('?')) return undefined;
  const [written, ...more] = text.match(WRITTEN_DAY) ?? [];
  if (written !== undefined) {
    const isAlone = more.length === 0 && isFilling(wordList(text.replace(written, ' ')), known);
    return isAlone ? written : undefined;
  }
  const said = ` ${plain(text)} `;
  const counted = DAYS_AGO.exec(said);
  if (counted !== null) {
    const days = Number(counted[1]);
    const isAlone = isFilling(wordList(said.replace(counted[0], ' ')), known);
    return isAlone && days <= MAX_DAYS_AGO ? daysBefore(today, days) : undefined;
  }
  const found = relativeDays.find(([way]) => said.includes(` ${way} `));
  if (found === undefined) return undefined;
  const [way, days] = found;
  const rest = said.replace(` ${way} `, ' ');
  const isAlone =
    isFilling(wordList(rest), known) && !relativeDays.some(([one]) => rest.includes(` ${one} `));
  return isAlone ? daysBefore(today, days) : undefined;
}

/**
 * The answer that a sentence gives to one field, as the field's parser takes it; `undefined` when there is a word
 * that might mean something else. Days count from `today` (`YYYY-MM-DD`, the office's). Whoever uses it repeats
 * what was understood.
 */
export function answerIn(
  text: string,
  asked: { service: Service; id: string; spec: FieldSpec },
  today: string,
): string | undefined {
  const known = wordsOfField(asked.service, asked.id);
  switch (asked.spec.kind) {
    case 'yes-no':
      return readYesNo(text, known);
    case 'nik':
    case 'kk':
      return readNumber(text, known);
    case 'date':
      return readDay(text, known, today);
    default:
      return undefined;
  }
}

const helpWords = [...all((words) => words.helpWords)];
const askWords = all((words) => words.askWords);

/** Whether a message asks about the question instead of answering it: "dimana saya ambil formulirnya?". */
export function asksForHelp(text: string): boolean {
  const said = plain(text);
  if (helpWords.some((word) => said === word || said.startsWith(`${word} `))) return true;
  return text.includes('?') && said.split(' ').some((word) => askWords.has(word));
}

const changeWords = all((words) => words.changeWords);

/** "ubah nama anak" → the words behind "ubah"; `undefined` when nothing is to be changed or it is not said what. */
export function wordsToChange(text: string): string[] | undefined {
  const [first = '', ...rest] = wordList(text);
  const said = rest.filter((word) => !particles.has(word));
  return changeWords.has(first) && said.length > 0 ? said : undefined;
}
