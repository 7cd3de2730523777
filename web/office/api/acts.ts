/** Everything that the console writes: acts on a case, files, signatures, accounts. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { IdentityProof } from '../../../src/domain/case/state.ts';
import type { ActDone, ActName, AnswerValue, CaseView, SigningResult } from '../../../src/http/api-types.ts';
import { Problem } from '../../ui/problem.ts';
import { request } from '../../ui/request.ts';

const enc = encodeURIComponent;

/** Renews everything that shows this case. Resolves when what is on the screen is fresh. */
export async function renewCase(client: QueryClient, caseId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['case', caseId] }),
    client.invalidateQueries({ queryKey: ['history', caseId] }),
    client.invalidateQueries({ queryKey: ['desk'] }),
    client.invalidateQueries({ queryKey: ['desks'] }),
    client.invalidateQueries({ queryKey: ['siak-entry', caseId] }),
    client.invalidateQueries({ queryKey: ['signing'] }),
  ]);
}

/** An act with the body that its schema asks for. */
export interface ActWish {
  act: ActName;
  body?: object;
  /** Shown at once and taken back when the act fails. Only for what can hardly be refused. */
  change?: (view: CaseView) => CaseView;
}

/** Does one act on a case and renews what shows it. */
export function useAct(caseId: string) {
  const client = useQueryClient();
  const queryKey = ['case', caseId];
  return useMutation({
    mutationFn: ({ act, body = {} }: ActWish) =>
      request<ActDone>(`/api/cases/${enc(caseId)}/${act}`, { json: body }),
    onMutate: async ({ change }: ActWish) => {
      if (change === undefined) return [];
      // A read that is under way would put the old state back.
      await client.cancelQueries({ queryKey });
      const before = client.getQueriesData<CaseView>({ queryKey });
      client.setQueriesData<CaseView>({ queryKey }, (view) => view && change(view));
      return before;
    },
    onError: (_error, _wish, before) => {
      for (const [key, view] of before ?? []) client.setQueryData(key, view);
    },
    // Also after a refusal: what made it impossible is then visible. Without a connection there is nothing to read.
    onSettled: (_done, error) =>
      error instanceof Problem && error.code === 'offline' ? undefined : renewCase(client, caseId),
  });
}

/** Puts answers into the view as they were typed; the server's reading of them replaces it. */
export function withAnswers(view: CaseView, answers: Record<string, AnswerValue | null>): CaseView {
  return {
    ...view,
    pages: view.pages.map((page) => ({
      ...page,
      fields: page.fields.map((field) => {
        const value = answers[field.id];
        if (value === undefined || field.kind === 'nik' || field.kind === 'kk') return field;
        return { ...field, value: value ?? undefined };
      }),
    })),
    missing: view.missing.filter((id) => answers[id] === undefined || answers[id] === null),
  };
}

/** Shows a requirement as accepted. */
export function withAccepted(view: CaseView, requirementId: string): CaseView {
  return {
    ...view,
    requirements: view.requirements.map((one) =>
      one.id === requirementId ? { ...one, status: 'accepted' } : one,
    ),
  };
}

function formOf(parts: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.append(name, part);
  return form;
}

/** Adds a paper at the desk; without `requirementId` it goes to the tray. */
export function addPaper(caseId: string, file: File, requirementId: string | null) {
  return request<{ attachmentId: string }>(`/api/cases/${enc(caseId)}/papers`, {
    form: formOf({ requirementId: requirementId ?? '', file }),
  });
}

/** Hands in a PDF that SIAK made; the server finds out which document it is. */
export function attachDraft(caseId: string, file: File) {
  return request<{ documentJobId: string; number: string }>(`/api/cases/${enc(caseId)}/drafts`, {
    form: formOf({ file }),
  });
}

/** Hands in a PDF that was signed in SIAK. */
export function takeInSigned(caseId: string, documentId: string, file: File) {
  return request<{ status: string }>(`/api/cases/${enc(caseId)}/signed`, {
    form: formOf({ documentId, file }),
  });
}

/** Signs a batch. The passphrase goes into this one request and nowhere else. */
export function signBatch(passphrase: string, documents: { caseId: string; documentId: string }[]) {
  return request<{ results: SigningResult[] }>('/api/signing', { json: { passphrase, documents } });
}

/** Settles a signing whose outcome was unknown: by what was found, and the signed PDF if there is one. */
export function settleSigning(
  caseId: string,
  settled: { documentId: string; attemptId: string; evidence: string },
  file: File | undefined,
) {
  const path = `/api/cases/${enc(caseId)}/settle-signing`;
  return request<{ status: string }>(
    path,
    file === undefined ? { json: settled } : { form: formOf({ ...settled, file }) },
  );
}

/** Settles a message that did not surely arrive: taken care of, or said again. */
export function settleMessage(
  outboxId: string,
  settled: { how: 'handled' | 'send-again'; isNotReceived: boolean },
) {
  return request<{ done: true }>(`/api/unsettled/messages/${enc(outboxId)}/settle`, { json: settled });
}

/** Hands a card over at the counter. */
export function handOver(caseId: string, given: { documentId: string; code: string; identitySeen: boolean }) {
  return request<{ done: true }>(`/api/cases/${enc(caseId)}/hand-over`, { json: given });
}

/** A new pick-up code, shown this once, for somebody who stands at the counter without one. */
export function renewPickupCode(caseId: string) {
  return request<{ code: string }>(`/api/cases/${enc(caseId)}/pickup-code`, { json: { identitySeen: true } });
}

/** A new PIN: answered once when it is handed over at the counter, never when it goes to the chat. */
export function renewPin(caseId: string, given: { proof: IdentityProof; via: 'counter' | 'whatsapp' }) {
  return request<{ pin?: string }>(`/api/cases/${enc(caseId)}/pin`, { json: given });
}

/** The resident's number in full, or their name on WhatsApp; the server writes the look down. */
export function revealPhone(contactId: string) {
  return request<{ phone?: string; username?: string }>(`/api/conversations/${enc(contactId)}/phone`, {
    json: {},
  });
}

/** Gives a conversation back to the automatic service. */
export function releaseConversation(contactId: string) {
  return request<unknown>(`/api/conversations/${enc(contactId)}/release`, { json: {} });
}
