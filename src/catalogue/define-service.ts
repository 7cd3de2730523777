/** The language in which `catalogue/services` declares what can be asked for. */
import type { AnswerValue, Condition } from './condition.ts';
import type { Delivery, DocumentKind } from './define-document.ts';

/** Where the second menu level begins; a service names its group, so a new one never displaces another. */
export type ServiceGroup =
  | 'pencatatan-sipil'
  | 'kartu-keluarga'
  | 'ktp-el'
  | 'kia'
  | 'pindah-datang'
  | 'lainnya';

/** What kind of answer a field takes; each kind has one parser, in chat and at the desk. */
export type FieldKind =
  | 'name'
  | 'text'
  | 'nik'
  | 'kk'
  | 'date'
  | 'time'
  | 'number'
  | 'choice'
  | 'yes-no'
  /** A desa or kelurahan, kept as its code with dots, e.g. `63.11.04.2003`; the chat takes its name as well. */
  | 'desa';

/** Whose papers are wanted: the applicant's own, somebody's of the household, or a resident's whom a village officer helps. */
export type ForWhom = 'self' | 'household' | 'resident';

/** One field: asked in chat (`ask`), or read by an officer off a photographed paper (`fromAttachment`). */
export interface FieldSpec<F extends string = string, R extends string = string> {
  kind: FieldKind;
  ask?: true;
  fromAttachment?: R | readonly R[];
  /** Only relevant while this holds. */
  when?: Condition<F>;
  optional?: true;
  /** `number`: inclusive limits. `text`, `name`: `max` characters. */
  min?: number;
  max?: number;
  unit?: string;
  /** `number`: digits behind the decimal comma; a whole number when absent. */
  decimals?: number;
  /** `choice`: the codes in the order of the official form. */
  choices?: readonly string[];
  /** `date`: may lie in the future. */
  futureAllowed?: true;
  /** `name`: given for the first time, so that the rules for new names hold (Permendagri 73/2022). */
  isNewName?: true;
}

/** How the original travels: a photo is enough, it is shown at hand-over, or it is given up. */
export type OriginalPaper = 'photo' | 'shown' | 'surrendered';

/** One paper that must be brought. Several `accepts` are an either/or group: one of them is enough. */
export interface RequirementSpec<F extends string = string> {
  when?: Condition<F>;
  accepts: readonly string[];
  original: OriginalPaper;
  /** Article or letter that asks for it; shown to officers and residents. */
  basis: string;
  /** The paper is an official form that the resident prints, signs with witnesses and photographs back. */
  form?: string;
}

/** One document that the service produces, for one person of the case. */
export interface ProducedDocument<F extends string = string, P extends string = string> {
  document: DocumentKind;
  /** Whose document it is: a person role of the service. */
  subject: P;
  when?: Condition<F>;
  /** Fields whose answers must stand on the PDF that comes back from SIAK: its own person, not another. */
  mustShow: readonly F[];
  /** Field that holds the document's number already, where the document is renewed under its old number. */
  keepsNumber?: F;
}

/** Which fields describe a person of the case. */
export interface PersonSpec<F extends string = string> {
  name: F;
  nik?: F;
  kk?: F;
  bornOn?: F;
}

/** A remark that the desks show while its condition holds, e.g. a late report. */
export interface MarkSpec<F extends string = string> {
  when: Condition<F>;
  tone: 'info' | 'warning';
  basis: string;
}

/** Where one field of an official form gets its value; only while `when` holds. */
export type FormSource<F extends string = string> = ({ field: F } | { fixed: string }) & {
  when?: Condition<F>;
};

/** Everything a service declares, except its words. */
export interface ServiceSpec<F extends string, R extends string, P extends string> {
  id: string;
  group: ServiceGroup;
  legalBasis: readonly string[];
  /** For whom it can be asked for; the first is the usual one. All three when absent. */
  forWhom?: readonly ForWhom[];
  fields: Record<F, FieldSpec<NoInfer<F>, NoInfer<R>>>;
  /** The desk shows fields in these groups and this order. */
  pages: readonly { id: string; fields: readonly NoInfer<F>[] }[];
  requirements: Record<R, RequirementSpec<NoInfer<F>>>;
  /** Persons of the case by role. The first is the subject that names the case in lists. */
  persons: Record<P, PersonSpec<NoInfer<F>>>;
  /** Role of the person who applies. */
  applicant: NoInfer<P>;
  /** Field with the desa where the case belongs; decides who may see it. */
  area: NoInfer<F>;
  produces: readonly ProducedDocument<NoInfer<F>, NoInfer<P>>[];
  marks: Record<string, MarkSpec<NoInfer<F>>>;
  /** Order in which an operator keys the case into SIAK. */
  siakOrder: readonly NoInfer<F>[];
  /**
   * Official forms filled in from the answers: form id → (field of the form → our field or fixed text). A form that
   * a requirement names is filled in only while that requirement is needed; the others always.
   */
  forms: Record<string, Record<string, FormSource<NoInfer<F>>>>;
  /** Target of the office's clock. */
  target: { workingDays: number };
  deliveries: readonly Delivery[];
}

/** Words of one field. `question` is what the chat asks; `hint` an example or explanation. */
export interface FieldWords {
  label: string;
  /** Row of a list, at most 24 characters; needed where an asked field's label is longer. */
  short?: string;
  question?: string;
  hint?: string;
  /** `choice`: words per code. */
  choices?: Readonly<Record<string, string>>;
}

/** Words of a service in one language. Every field, requirement, page and mark must have its own. */
export interface ServiceWords<F extends string = string, R extends string = string> {
  name: string;
  /** Row of the menu, at most 24 characters. */
  menu: string;
  /** One sentence that says what people get. */
  promise: string;
  fields: Record<F, FieldWords>;
  requirements: Record<
    R,
    { label: string; short: string; help: string; accepts?: Readonly<Record<string, string>> }
  >;
  pages: Readonly<Record<string, string>>;
  marks: Readonly<Record<string, string>>;
  /** How this service calls those for whom it is asked: a button of at most 20 characters, and words that mean it. */
  forWhom?: Partial<Record<ForWhom, { title: string; also?: readonly string[] }>>;
  /**
   * Words of ordinary sentences that ask for this service, besides its name: one that is `telling` has to be there,
   * those `beside` it may be.
   */
  spoken?: { telling: readonly string[]; beside: readonly string[] };
}

/** For whom a service can be asked for, the usual one first. */
export function choicesForWhom(service: Pick<Service, 'forWhom'>): readonly ForWhom[] {
  return service.forWhom ?? ['self', 'household', 'resident'];
}

/** A service without its words, with its field, requirement and person names still known to the compiler. */
export type DefinedService<F extends string, R extends string, P extends string> = ServiceSpec<F, R, P>;

/**
 * Declares one service. Conditions, pages, persons and documents are checked against the declared fields:
 * a wrong name is a compile error at that very word.
 */
export function defineService<const F extends string, const R extends string, const P extends string>(
  spec: ServiceSpec<F, R, P>,
): DefinedService<F, R, P> {
  return spec;
}

/**
 * Declares the fields of a service that is long enough to keep them in a file of their own. Conditions are checked
 * against them at that very word; papers they are read off are checked where the service takes them in.
 */
export function defineFields<const F extends string, const R extends string>(
  fields: Record<F, FieldSpec<NoInfer<F>, R>>,
): Record<F, FieldSpec<F, R>> {
  return fields;
}

/** Forms kept in a file of their own, for `satisfies FormsOf<typeof fields>`. */
export type FormsOf<Fields> = ServiceSpec<Extract<keyof Fields, string>, string, string>['forms'];

/** The words that a service needs, for `satisfies WordsOf<typeof service>`. */
export type WordsOf<S> = S extends DefinedService<infer F, infer R, infer _P> ? ServiceWords<F, R> : never;

/** Answers that fit a service, for its examples. */
export type AnswersOf<S> =
  S extends DefinedService<infer F, infer _R, infer _P> ? Partial<Record<F, AnswerValue>> : never;

/** One example case: it documents the service and runs as a test. */
export interface Example<S = unknown> {
  title: string;
  /** The day on which the case is handed in. */
  today: string;
  answers: AnswersOf<S>;
  /** Ids of the requirements that this case needs. */
  needs: readonly string[];
  /** Ids of the documents that come out, in order. */
  produces: readonly string[];
  marks?: readonly string[];
}

/** A whole service as the running system knows it: plain JSON, frozen with the case under its version. */
export interface Service extends ServiceSpec<string, string, string> {
  words: { id: ServiceWords; en: ServiceWords };
}

/** Joins a declaration with its words and reduces both to plain JSON; functions or cycles cannot survive. */
export function assembleService(spec: unknown, words: { id: ServiceWords; en: ServiceWords }): Service {
  return JSON.parse(JSON.stringify({ ...(spec as object), words })) as Service;
}
