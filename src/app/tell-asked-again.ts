/** Tells a resident, in one message, which papers the office asks for again. */
import { neededRequirements } from '../catalogue/plan.ts';
import { reasonWords } from '../domain/case/reasons.ts';
import { papersFor } from '../domain/case/state.ts';
import { type App, wholeOffice } from './app.ts';

/** An officer looks at several papers in a row: this long after the last, the resident is told once of all. */
export const ASK_AGAIN_QUIET_MS = 10_000;

/** Sends the notice, unless everything has come meanwhile. */
export async function tellAskedAgain(app: App, caseId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state?.status !== 'incomplete' || state.contactId === undefined) return;
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const words = service.words.id.requirements;
    const asked = neededRequirements(service, state.answers, state.submittedOn ?? '')
      .map(([id]) => ({ id, said: state.requirements[id] }))
      .filter(({ id, said }) => said?.status === 'asked-again' && papersFor(state, id).length === 0);
    if (asked.length === 0) return;
    const items = asked
      .map(({ id, said }) => `${words[id]!.short} (${reasonWords[said!.reason!].id})`)
      .join(', ');
    const payload = `complete:${state.id}`;
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
            body: `Berkas *${number}* kurang: ${items}. Kirim ulang yang itu saja; berkas lain sudah kami simpan.`,
            buttons: [{ id: payload, title: 'Lengkapi' }],
          },
          template: {
            kind: 'template',
            name: 'berkas_kurang',
            language: 'id',
            body: [number, items],
            buttonPayloads: [payload],
          },
        },
      },
      app.clock.now(),
    );
    await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
  });
}
