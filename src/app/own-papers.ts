/** The papers that Sampai makes itself for a case: receipt, checklist, and official forms filled in. */
import type { Service } from '../catalogue/define-service.ts';
import { neededRequirements, plannedDocuments } from '../catalogue/plan.ts';
import { officeClock } from '../domain/case/clocks.ts';
import { type CaseState, papersFor } from '../domain/case/state.ts';
import { formsOf } from '../domain/forms/from-answers.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, OwnPaper, PaperOffice } from './ports.ts';

function paperOffice(app: App): PaperOffice {
  const office = app.office();
  return {
    name: office.name,
    regency: office.regencyName,
    address: office.profile.address,
    phone: office.profile.phone,
  };
}

function receipt(app: App, state: CaseState, service: Service): OwnPaper {
  const now = app.clock.now().toISOString();
  const day = state.submittedOn ?? officeDay(now, app.office().utcOffsetMinutes);
  const words = service.words.id;
  const applicant = service.persons[service.applicant]?.name;
  const { dueAt } = officeClock(state, app.calendar(), now, service.target);
  return {
    template: 'receipt',
    office: paperOffice(app),
    caseNumber: state.number,
    submittedAt: day,
    applicant: String((applicant && state.answers[applicant]) ?? ''),
    service: words.name,
    documents: plannedDocuments(service, state.answers, day).map((one) => one.document.words.id.name),
    attachments: neededRequirements(service, state.answers, day)
      .filter(([id]) => papersFor(state, id).length > 0)
      .map(([id]) => words.requirements[id]!.label),
    expectedOn: dueAt === undefined ? '' : officeDay(dueAt, app.office().utcOffsetMinutes),
    trackUrl: `${app.settings.publicUrl}/lacak?n=${encodeURIComponent(state.number)}`,
  };
}

function checklist(app: App, state: CaseState, service: Service): OwnPaper {
  const words = service.words.id;
  const day = officeDay(app.clock.now().toISOString(), app.office().utcOffsetMinutes);
  const subject = Object.values(service.persons)[0]!.name;
  return {
    template: 'checklist',
    office: paperOffice(app),
    service: words.name,
    forWhom: String(state.answers[subject] ?? ''),
    items: neededRequirements(service, state.answers, day).map(([id, spec]) => ({
      label: words.requirements[id]!.label,
      help: words.requirements[id]!.help,
      basis: spec.basis,
      alternatives:
        spec.accepts.length > 1
          ? spec.accepts.map((one) => words.requirements[id]!.accepts?.[one] ?? one)
          : [],
    })),
  };
}

/** The name by which a form is asked for: `F-2.01A` for `F-2.01A@2026`. */
const formName = (formId: string): string => formId.split('@')[0]!;

function papersOf(app: App, state: CaseState, service: Service): Map<string, OwnPaper> {
  const papers = new Map<string, OwnPaper>([
    ['receipt', receipt(app, state, service)],
    ['checklist', checklist(app, state, service)],
  ]);
  const day = state.submittedOn ?? officeDay(app.clock.now().toISOString(), app.office().utcOffsetMinutes);
  const setting = {
    office: paperOffice(app),
    caseNumber: state.number,
    ttd: { tempat: app.office().regencyName, tanggal: day },
  };
  for (const { formId, paper } of formsOf(service, state.answers, day, setting))
    papers.set(formName(formId), paper);
  return papers;
}

/** Which own papers this case has. */
export function listOwnPapers(
  app: App,
  officer: Officer,
  caseId: string,
): Promise<{ id: string; name: string }[] | Refusal> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state === undefined) return refuse('not-found');
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const names: Record<string, string> = { receipt: 'Tanda terima', checklist: 'Daftar persyaratan' };
    return [...papersOf(app, state, service).keys()].map((id) => ({
      id,
      name: names[id] ?? `Formulir ${id}`,
    }));
  });
}

/** Prints one own paper; the look at the data on it is logged. */
export async function printOwnPaper(
  app: App,
  officer: Officer,
  caseId: string,
  paperId: string,
): Promise<{ filename: string; pdf: Uint8Array } | Refusal> {
  const performer = asOfficer(officer);
  const found = await app.storage.transact(scopeOf(app, performer), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state === undefined) return refuse('not-found');
    const paper = papersOf(app, state, app.catalogue.at(state.serviceId, state.serviceVersion)).get(paperId);
    if (paper === undefined) return refuse('not-found');
    const log = { actor: performer.actor, purpose: 'print', what: `paper/${paperId}`, caseId };
    await tx.accessLog.add(log, app.clock.now());
    return { paper, number: state.number };
  });
  if ('refused' in found) return found;
  return { filename: `${paperId}-${found.number}.pdf`, pdf: await app.printer.print(found.paper) };
}
