/** A case in the order in which an operator keys it into SIAK, with copyable values. */
import { holds } from '../catalogue/condition.ts';
import type { Service } from '../catalogue/define-service.ts';
import type { CaseState } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';

/** One field as it is keyed. `value` is what SIAK shows: words for codes, the name of the desa. */
export interface EntryField {
  id: string;
  label: string;
  value: string;
}

/** The whole entry; `text` is `label<TAB>value` lines for one copy. */
export interface SiakEntry {
  fields: EntryField[];
  text: string;
  documents: { id: string; documentId: string; name: string; status: string; form: 'paper' | 'card' }[];
}

function shown(app: App, service: Service, id: string, value: string | number | boolean): string {
  const field = service.fields[id]!;
  const words = service.words.id.fields[id]!;
  switch (field.kind) {
    case 'choice':
      return words.choices?.[String(value)] ?? String(value);
    case 'yes-no':
      return value === true ? 'Ya' : 'Tidak';
    case 'desa':
      return app.areaName(String(value)) ?? String(value);
    case 'date':
      return String(value).split('-').reverse().join('-');
    default:
      return String(value);
  }
}

function entryFields(app: App, service: Service, state: CaseState): EntryField[] {
  const day = state.submittedOn ?? officeDay(state.openedAt, app.office().utcOffsetMinutes);
  return service.siakOrder
    .filter((id) => holds(service.fields[id]!.when, state.answers, day) && state.answers[id] !== undefined)
    .map((id) => ({
      id,
      label: service.words.id.fields[id]!.label,
      value: shown(app, service, id, state.answers[id]!),
    }));
}

/** Reads the entry for keying: numbers in full, and logged as such. */
export async function readSiakEntry(
  app: App,
  officer: Officer,
  caseId: string,
): Promise<SiakEntry | Refusal> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state === undefined) return refuse('not-found');
    if (state.status !== 'accepted') return refuse('not-now');
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const log = { actor: performer.actor, purpose: 'siak-entry', what: 'case/numbers', caseId };
    await tx.accessLog.addOnce(log, app.clock.now());
    const fields = entryFields(app, service, state);
    return {
      fields,
      text: fields.map(({ label, value }) => `${label}\t${value}`).join('\n'),
      documents: state.documents.map(({ id, documentId, status, form }) => {
        const words = service.produces.find((one) => one.document.id === documentId)?.document.words.id;
        return { id, documentId, status, form, name: words?.name ?? documentId };
      }),
    };
  });
}
