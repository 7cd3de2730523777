/** Names and values of a case in the language of the page: title, papers, documents, answers. */
import type { FieldWords } from '../../../src/catalogue/define-service.ts';
import type { AnswerValue, Area, CaseView, FieldView, Service } from '../../../src/http/api-types.ts';
import type { Language, Translate } from '../i18n.ts';
import { dayInWords } from '../time.ts';

/** All fields of the view in one list. */
export function fieldsOf(view: CaseView): FieldView[] {
  return view.pages.flatMap((page) => page.fields);
}

/** The value of a field, as it is shown to this officer (numbers perhaps masked). */
function answerOf(view: CaseView, fieldId: string): AnswerValue | undefined {
  return fieldsOf(view).find((field) => field.id === fieldId)?.value;
}

/** Name of a person of the case by role: the subject is the first. */
export function personName(view: CaseView, role?: string): string | undefined {
  const persons = view.service.persons;
  const spec = role === undefined ? Object.values(persons)[0] : persons[role];
  const value = spec && answerOf(view, spec.name);
  return value === undefined ? undefined : String(value);
}

/** Name of the applicant. */
export function applicantName(view: CaseView): string | undefined {
  return personName(view, view.service.applicant);
}

/** What the office calls one requirement: `label` in headings, `short` on buttons. */
export function paperWords(service: Service, requirementId: string, language: Language) {
  const words = service.words[language].requirements[requirementId];
  return {
    label: words?.label ?? requirementId,
    short: words?.short ?? requirementId,
    help: words?.help ?? '',
  };
}

/** What the office calls one kind of document, whichever service makes it. */
export function kindWords(services: Iterable<Service>, documentId: string, language: Language) {
  for (const service of services) {
    const kind = service.produces.find((one) => one.document.id === documentId)?.document;
    if (kind !== undefined) return kind.words[language];
  }
  return undefined;
}

/** What the office calls one kind of document. */
export function documentWords(service: Service, documentId: string, language: Language) {
  const kind = service.produces.find((one) => one.document.id === documentId)?.document;
  return kind?.words[language] ?? { name: documentId, short: documentId };
}

/** Words of one field. */
export function fieldWords(service: Service, fieldId: string, language: Language): FieldWords {
  return service.words[language].fields[fieldId] ?? { label: fieldId };
}

/** `Tabuan, Halong` for the desa's code; the code itself while the areas are not known. */
export function areaName(code: string, areas: readonly Area[]): string {
  const nameOf = (wanted: string) => areas.find((area) => area.code === wanted)?.name;
  const desa = nameOf(code);
  if (desa === undefined) return code;
  const kecamatan = nameOf(code.split('.').slice(0, 3).join('.'));
  return kecamatan === undefined ? desa : `${desa}, ${kecamatan}`;
}

/** An answer as people read it. */
export function answerText(
  field: Pick<FieldView, 'id' | 'kind' | 'value'>,
  service: Service,
  known: { language: Language; areas: readonly Area[]; t: Translate },
): string {
  const { value } = field;
  if (value === undefined || value === '') return '';
  const { language, areas, t } = known;
  switch (field.kind) {
    case 'yes-no':
      return value === true ? t('act.yes') : t('act.no');
    case 'choice':
      return fieldWords(service, field.id, language).choices?.[String(value)] ?? String(value);
    case 'date':
      return dayInWords(String(value), language);
    case 'time':
      return language === 'id' ? String(value).replace(':', '.') : String(value);
    case 'desa':
      return areaName(String(value), areas);
    case 'number': {
      const unit = service.fields[field.id]?.unit;
      const number = Number(value).toLocaleString(language === 'en' ? 'en-GB' : 'id-ID');
      return unit === undefined ? number : `${number} ${unit}`;
    }
    default:
      return String(value);
  }
}
