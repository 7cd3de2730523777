/** Checks what a service refers to: every name exists, is used as its kind allows, and nothing is left out. */
import type { DocumentKind } from './define-document.ts';
import type { FieldKind, FieldSpec, PersonSpec, Service } from './define-service.ts';

/** Entries that occur more than once. */
function repeated(list: readonly string[]): string[] {
  return [...new Set(list.filter((one, index) => list.indexOf(one) !== index))];
}

/** Names that are missing from a list, that do not exist, and that are named twice. */
function coverage(where: string, list: readonly string[], all: readonly string[], must: readonly string[]) {
  return [
    ...list.filter((one) => !all.includes(one)).map((one) => `${where}: ${one} does not exist`),
    ...must.filter((one) => !list.includes(one)).map((one) => `${where}: ${one} is missing`),
    ...repeated(list).map((one) => `${where}: ${one} is named twice`),
  ];
}

function fieldProblems(service: Service, id: string, field: FieldSpec): string[] {
  const from = [field.fromAttachment ?? []].flat();
  const problems = from
    .filter((requirement) => !Object.hasOwn(service.requirements, requirement))
    .map((requirement) => `is read off ${requirement}, which is no requirement`);
  if (field.ask !== true && from.length === 0) problems.push('is neither asked nor read off a paper');
  if (field.kind === 'choice') {
    if ((field.choices ?? []).length < 2) problems.push('is a choice with fewer than two choices');
    problems.push(...repeated(field.choices ?? []).map((one) => `has the choice ${one} twice`));
  } else if (field.choices !== undefined) problems.push('has choices but is no choice');
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    problems.push('has its limits the wrong way round');
  }
  return problems.map((problem) => `field ${id}: ${problem}`);
}

function requirementProblems(service: Service): string[] {
  return Object.entries(service.requirements).flatMap(([id, one]) => [
    ...(one.basis.trim() === '' ? [`requirement ${id}: has no legal basis`] : []),
    ...(one.accepts.length === 0 ? [`requirement ${id}: accepts no paper`] : []),
    ...repeated(one.accepts).map((paper) => `requirement ${id}: accepts ${paper} twice`),
  ]);
}

const personKinds: Readonly<Record<keyof PersonSpec, FieldKind>> = {
  name: 'name',
  nik: 'nik',
  kk: 'kk',
  bornOn: 'date',
};

/** A field that must exist and be of one of these kinds. */
function kindProblem(service: Service, where: string, id: string, kinds: readonly FieldKind[]): string[] {
  const kind = Object.hasOwn(service.fields, id) ? service.fields[id]?.kind : undefined;
  if (kind === undefined) return [`${where}: the field ${id} does not exist`];
  return kinds.includes(kind)
    ? []
    : [`${where}: the field ${id} is of kind ${kind}, not ${kinds.join(' or ')}`];
}

function personProblems(service: Service): string[] {
  const parts = Object.keys(personKinds) as (keyof PersonSpec)[];
  return [
    ...Object.entries(service.persons).flatMap(([role, person]) =>
      parts.flatMap((part) => {
        const id = person[part];
        return id === undefined
          ? []
          : kindProblem(service, `person ${role}, ${part}`, id, [personKinds[part]]);
      }),
    ),
    ...(Object.hasOwn(service.persons, service.applicant)
      ? []
      : [`applicant: the person ${service.applicant} does not exist`]),
    ...kindProblem(service, 'area', service.area, ['desa']),
  ];
}

const readable: readonly FieldKind[] = ['name', 'text', 'nik', 'kk', 'date', 'time', 'number'];

function producedProblems(service: Service): string[] {
  const keys = service.produces.map((one) => `${one.document.id} for ${one.subject}`);
  const forms = service.produces.map((one) => one.document.form.kind);
  const isOutOfOrder = forms.some(
    (form, index) => form === 'paper' && forms.slice(0, index).includes('card'),
  );
  return [
    ...(keys.length === 0 ? ['produces: no document comes out'] : []),
    ...repeated(keys).map((key) => `produces: ${key} is named twice`),
    // A card prints numbers that the papers bring (domain rule: civil document, then KK, then cards).
    ...(isOutOfOrder ? ['produces: a card stands before a paper, but cards are made last'] : []),
    ...service.produces.flatMap(({ document, subject, mustShow, keepsNumber }) => {
      const where = `document ${document.id}`;
      const sharesDelivery = document.deliveries.some((one) => service.deliveries.includes(one));
      return [
        ...(Object.hasOwn(service.persons, subject)
          ? []
          : [`${where}: the person ${subject} does not exist`]),
        ...mustShow.flatMap((id) => kindProblem(service, `${where}, mustShow`, id, readable)),
        ...(mustShow.length === 0 ? [`${where}: must show nothing, so that any PDF would do`] : []),
        ...(keepsNumber === undefined
          ? []
          : kindProblem(service, `${where}, keepsNumber`, keepsNumber, readable)),
        ...(sharesDelivery ? [] : [`${where}: the service allows none of its deliveries`]),
      ];
    }),
  ];
}

function formFieldProblems(service: Service): string[] {
  return Object.entries(service.forms).flatMap(([formId, mapping]) =>
    Object.entries(mapping)
      .filter(([, source]) => 'field' in source && !Object.hasOwn(service.fields, source.field))
      .map(([path]) => `form ${formId}, ${path}: its field does not exist`),
  );
}

/** Checks the references of a service. Returns one English sentence per problem. */
export function checkReferences(service: Service): string[] {
  const fields = Object.keys(service.fields);
  // A yes or no steers what is needed; nobody keys it into SIAK.
  const keyed = fields.filter((id) => service.fields[id]?.kind !== 'yes-no');
  const paged = service.pages.flatMap((page) => page.fields);
  return [
    ...(service.legalBasis.length === 0 ? ['the service has no legal basis'] : []),
    ...(service.target.workingDays > 0 ? [] : ['the target must be at least one working day']),
    ...Object.entries(service.fields).flatMap(([id, field]) => fieldProblems(service, id, field)),
    ...coverage('pages', paged, fields, fields),
    ...repeated(service.pages.map((page) => page.id)).map((id) => `pages: ${id} is named twice`),
    ...coverage('siakOrder', service.siakOrder, fields, keyed),
    ...requirementProblems(service),
    ...personProblems(service),
    ...producedProblems(service),
    ...formFieldProblems(service),
  ];
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** Checks one kind of document. Returns one English sentence per problem. */
export function checkDocument(document: DocumentKind): string[] {
  const isPaper = document.form.kind === 'paper';
  const problems = [
    ...(document.legalBasis.length === 0 ? ['has no legal basis'] : []),
    ...(document.deliveries.length === 0 ? ['reaches nobody: it has no delivery'] : []),
    ...[document.titlePattern, document.numberPattern]
      .filter((pattern) => pattern !== undefined && !isPattern(pattern))
      .map((pattern) => `has a pattern that cannot be read: ${pattern}`),
  ];
  if (isPaper && document.signedBy === 'nobody') problems.push('is a paper that nobody signs');
  if (isPaper && document.titlePattern === undefined)
    problems.push('is a paper without a title to know it by');
  if (!isPaper && document.signedBy !== 'nobody') problems.push('is a card, and cards carry no signature');
  // Permendagri 109/2019 Art. 12 and 21: KTP-el and KIA are cards on blanks of the state.
  if (!isPaper && document.printableAtHome) problems.push('is a card, and cards are not printed at home');
  if (!isPaper && document.deliveries.includes('whatsapp'))
    problems.push('is a card and cannot go by WhatsApp');
  for (const language of ['id', 'en'] as const) {
    const { name, short } = document.words[language];
    if (name.trim() === '' || short.trim() === '') problems.push(`lacks its words (${language})`);
    // Cloud API: the title of a reply button has at most 20 characters.
    if (short.length > 20) problems.push(`has a short name over 20 characters (${language})`);
  }
  return problems.map((problem) => `document ${document.id}: ${problem}`);
}
