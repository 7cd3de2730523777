/** Fills in the official forms of a case: the service's mapping says which answer goes to which field of a form. */
import { type Answers, holds } from '../../catalogue/condition.ts';
import type { FieldSpec, FormSource, Service } from '../../catalogue/define-service.ts';
import { neededRequirements, relevantFields } from '../../catalogue/plan.ts';
import { type FormValues, fillForm, formFieldIds, formVersions } from './fill-form.ts';
import type { FilledForm, FormHead } from './filled-form.ts';

/** One filled form of a case, ready to be typeset. */
export interface CaseForm {
  /** Form and version, e.g. `F-2.01A@2026`. */
  formId: string;
  paper: FilledForm;
}

/** What goes onto the forms without being an answer. */
export interface FormSurroundings extends FormHead {
  /** Values by field of the form, e.g. the names of the applicant's area (`wilayah.kecamatan`). Answers go first. */
  values?: FormValues;
  /** The office's own copy of a sworn statement's sentences, by form id. */
  approvedWording?: Readonly<Record<string, readonly string[]>>;
}

/** The text that a source gives now; nothing while its field is unanswered or does not matter. */
function currentText(
  source: FormSource,
  answers: Answers,
  today: string,
  relevant: ReadonlySet<string>,
): string | undefined {
  if (!holds(source.when, answers, today)) return undefined;
  if ('fixed' in source) return source.fixed;
  const value = relevant.has(source.field) ? answers[source.field] : undefined;
  return typeof value === 'boolean' || value === undefined ? undefined : String(value);
}

/** The values of one form by its own field ids, as far as they are known. */
export function formValues(service: Service, formId: string, answers: Answers, today: string): FormValues {
  const relevant = new Set(relevantFields(service, answers, today).map(([id]) => id));
  const values = Object.entries(service.forms[formId] ?? {}).map(([path, source]) => [
    path,
    currentText(source, answers, today, relevant),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && value !== ''));
}

/**
 * Ids of the forms that this case needs: those of its needed requirements (sworn statements, say), and every form of
 * the service that no requirement names.
 */
export function formIdsFor(service: Service, answers: Answers, today: string): string[] {
  const bound = new Set(Object.values(service.requirements).map((one) => one.form));
  const needed = new Set(neededRequirements(service, answers, today).map(([, one]) => one.form));
  return Object.keys(service.forms).filter((formId) => !bound.has(formId) || needed.has(formId));
}

/**
 * The filled-in forms of a case, in the order of the service. `today` (`YYYY-MM-DD`) is the day that decides what is
 * needed: that of handing in, once there is one. Throws for a form that Sampai cannot fill in; `formProblems` finds
 * such a mistake of the catalogue before.
 */
export function formsOf(
  service: Service,
  answers: Answers,
  today: string,
  { values, approvedWording, ...head }: FormSurroundings,
): CaseForm[] {
  return formIdsFor(service, answers, today).map((formId) => {
    const frame = { ...head, approvedWording: approvedWording?.[formId] };
    const paper = fillForm(formId, frame, { ...values, ...formValues(service, formId, answers, today) });
    if (paper === undefined) throw new Error(`Sampai cannot fill in the form ${formId}`);
    return { formId, paper };
  });
}

const EMPTY_FRAME = { office: { name: '', regency: '', address: '', phone: '' }, caseNumber: '' };

/** Everything that is written or ticked on a form. */
function marksOn(formId: string, values: FormValues): string[] {
  const form = fillForm(formId, EMPTY_FRAME, values);
  const fields = form?.sections.flatMap((section) => section.fields) ?? [];
  const written = fields.map((field) => (field.kind === 'choices' ? field.chosen.join() : field.value));
  return [...written, ...(form?.signatures.left ?? []), ...(form?.signatures.right ?? [])];
}

/** Answers that a field may give, to see whether the form takes them: every code, or one of its kind. */
function samplesOf(field: FieldSpec): string[] {
  switch (field.kind) {
    case 'choice':
      return [...(field.choices ?? [])];
    case 'number':
      return [String(field.min ?? 1), String(field.max ?? 1)];
    case 'date':
      return ['2026-11-23'];
    case 'time':
      return ['05:20'];
    case 'nik':
    case 'kk':
      return ['9901042311200001'];
    case 'desa':
      return ['63.11.04.2003'];
    default:
      return ['Contoh'];
  }
}

/** Whether a value leaves a trace on the form: it is taken, not left to the pen. */
function isTaken(formId: string, path: string, value: string): boolean {
  const empty = marksOn(formId, {});
  const filled = marksOn(formId, { [path]: value });
  // A code that the form would choose by itself leaves no difference, but it stands there.
  return filled.join('\n') !== empty.join('\n') || empty.some((mark) => mark === value);
}

function sourceProblems(service: Service, formId: string, path: string, source: FormSource): string[] {
  const at = `${formId}, ${path}`;
  // A place in a list counts from 0: `permohonan.1` is taken like `permohonan.0`.
  if (!formFieldIds(formId).has(path)) return [`${at}: the form has no such field`];
  if ('fixed' in source) {
    return isTaken(formId, path, source.fixed) ? [] : [`${at}: the form does not take "${source.fixed}"`];
  }
  const field = service.fields[source.field];
  if (field === undefined) return [];
  if (field.kind === 'yes-no') return [`${at}: a yes or no cannot be written on the form`];
  return samplesOf(field)
    .filter((sample) => !isTaken(formId, path, sample))
    .map((sample) => `${at}: the form does not take "${sample}" of ${source.field}`);
}

/** Mistakes in a service's mapping, for the catalogue's check: unknown forms and fields, values a form does not take. */
export function formProblems(service: Service): string[] {
  const named = Object.values(service.requirements).flatMap((one) => one.form ?? []);
  const unmapped = named
    .filter((formId) => !Object.hasOwn(service.forms, formId))
    .map((formId) => `${formId}: a requirement names this form, but nothing says how to fill it in`);
  const wrong = Object.entries(service.forms).flatMap(([formId, mapping]) =>
    formVersions.includes(formId)
      ? Object.entries(mapping).flatMap(([path, source]) => sourceProblems(service, formId, path, source))
      : [`${formId}: Sampai does not know this form`],
  );
  return [...unmapped, ...wrong];
}
