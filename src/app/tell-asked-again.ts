/** Tells a resident, in one message, which papers the office asks for again. */
import { neededRequirements } from '../catalogue/plan.ts';
import { reasonWords } from '../domain/case/reasons.ts';
import { isAwaited } from '../domain/case/state.ts';
import { notice, TEMPLATE_LANGUAGE } from '../domain/conversation/notices.ts';
import { templateTapId } from '../domain/conversation/options.ts';
import type { Language } from '../domain/conversation/types.ts';
import { type App, wholeOffice } from './app.ts';

/** An officer looks at several papers in a row: this long after the last, the resident is told once of all. */
export const ASK_AGAIN_QUIET_MS = 10_000;

/** Said when another photo of the same paper was good. */
const ONE_OF_THEM = { id: 'satu foto saja: ', en: 'one photo only: ' } as const;

/** Sends the notice, unless everything has come meanwhile. */
export async function tellAskedAgain(app: App, caseId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state?.status !== 'incomplete' || state.contactId === undefined) return;
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const language = await tx.contacts.languageOf(state.contactId);
    const asked = neededRequirements(service, state.answers, state.submittedOn ?? '')
      .map(([id]) => ({ id, said: state.requirements[id] }))
      .filter(({ id }) => isAwaited(state, id));
    if (asked.length === 0) return;
    const named = (which: Language) =>
      asked
        .map(({ id, said }) => {
          const paper = service.words[which].requirements[id]!.short;
          const alone = said!.keptPaperIds === undefined ? '' : ONE_OF_THEM[which];
          return `${paper} (${alone}${reasonWords[said!.reason!][which]})`;
        })
        .join(', ');
    const payload = templateTapId('complete', state.id);
    const { contactId, number } = state;
    await tx.outbox.add(
      {
        contactId,
        caseId,
        purpose: 'papers-asked-again',
        content: {
          kind: 'notice',
          free: {
            kind: 'buttons',
            body: notice(language, 'askedAgain', { number, papers: named(language) }),
            buttons: [{ id: payload, title: notice(language, 'complete') }],
          },
          template: {
            kind: 'template',
            name: 'berkas_kurang',
            language: TEMPLATE_LANGUAGE,
            body: [number, named(TEMPLATE_LANGUAGE)],
            buttonPayloads: [payload],
          },
        },
      },
      app.clock.now(),
    );
    await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
  });
}
