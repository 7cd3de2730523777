/** Checks the words of a service: nothing is without words in either language, and they fit where they are shown. */
import { choicesForWhom, type Service, type ServiceWords } from './define-service.ts';

/** Cloud API, interactive lists: a row's title has at most 24 characters, its description 72. */
const ROW_TITLE = 24;
const ROW_DESCRIPTION = 72;
/** Cloud API, reply buttons: at most three, with 20 characters each. */
const BUTTON = 20;

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Names without words, and words without a name. */
function keyProblems(where: string, words: object | undefined, names: readonly string[]): string[] {
  const known = Object.keys(words ?? {});
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `${where}: ${name} has no words`),
    ...known
      .filter((name) => !names.includes(name))
      .map((name) => `${where}: words for ${name}, which does not exist`),
  ];
}

function blankProblems(where: string, texts: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(texts)
    .filter(([, text]) => isBlank(text))
    .map(([name]) => `${where}: ${name} is empty`);
}

function lengthProblem(where: string, text: string | undefined, max: number): string[] {
  return text !== undefined && text.length > max ? [`${where}: over ${max} characters: "${text}"`] : [];
}

function fieldProblems(service: Service, words: ServiceWords): string[] {
  return Object.entries(service.fields).flatMap(([id, field]) => {
    const own = words.fields[id];
    if (own === undefined) return [];
    const choices = field.choices ?? [];
    const isShownAsRows = field.ask === true && field.kind === 'choice';
    return [
      ...blankProblems(`field ${id}`, { label: own.label }),
      ...(field.ask === true && isBlank(own.question) ? [`field ${id}: asked, but without a question`] : []),
      ...(field.ask === true ? lengthProblem(`field ${id}, short`, own.short ?? own.label, ROW_TITLE) : []),
      ...keyProblems(`field ${id}, choices`, own.choices, choices),
      ...blankProblems(`field ${id}, choices`, own.choices ?? {}),
      ...(isShownAsRows
        ? Object.values(own.choices ?? {}).flatMap((one) =>
            lengthProblem(`field ${id}, choices`, one, ROW_TITLE),
          )
        : []),
    ];
  });
}

function requirementProblems(service: Service, words: ServiceWords): string[] {
  return Object.entries(service.requirements).flatMap(([id, requirement]) => {
    const own = words.requirements[id];
    if (own === undefined) return [];
    const isEitherOr = requirement.accepts.length > 1;
    return [
      ...blankProblems(`requirement ${id}`, { label: own.label, short: own.short, help: own.help }),
      ...lengthProblem(`requirement ${id}, short`, own.short, ROW_TITLE),
      ...(isEitherOr || own.accepts !== undefined
        ? keyProblems(`requirement ${id}, accepts`, own.accepts, requirement.accepts)
        : []),
      ...blankProblems(`requirement ${id}, accepts`, own.accepts ?? {}),
    ];
  });
}

/** Choices that a service names in its own words: those it has, each on a button. */
function forWhomProblems(service: Service, words: ServiceWords): string[] {
  if (words.forWhom === undefined) return [];
  return [
    ...keyProblems('forWhom', words.forWhom, choicesForWhom(service)),
    ...Object.values(words.forWhom).flatMap(({ title }) => [
      ...blankProblems('forWhom', { title }),
      ...lengthProblem('forWhom', title, BUTTON),
    ]),
  ];
}

function languageProblems(service: Service, words: ServiceWords): string[] {
  const { name, menu, promise } = words;
  return [
    ...blankProblems('service', { name, menu, promise }),
    ...lengthProblem('menu', menu, ROW_TITLE),
    ...lengthProblem('promise', promise, ROW_DESCRIPTION),
    ...keyProblems('fields', words.fields, Object.keys(service.fields)),
    ...keyProblems('requirements', words.requirements, Object.keys(service.requirements)),
    ...keyProblems(
      'pages',
      words.pages,
      service.pages.map((page) => page.id),
    ),
    ...keyProblems('marks', words.marks, Object.keys(service.marks)),
    ...blankProblems('pages', words.pages),
    ...blankProblems('marks', words.marks),
    ...forWhomProblems(service, words),
    ...fieldProblems(service, words),
    ...requirementProblems(service, words),
  ];
}

/** Checks the words in both languages. Returns one English sentence per problem, the language in brackets. */
export function checkWords(service: Service): string[] {
  return (['id', 'en'] as const).flatMap((language) =>
    languageProblems(service, service.words[language]).map((problem) => `${problem} (${language})`),
  );
}
