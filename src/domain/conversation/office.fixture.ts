/** An office that does its part of any case: fills in the rest, accepts, signs and issues. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { missingFields, neededRequirements, plannedDocuments } from '../../catalogue/plan.ts';
import { addAttachment, type Chat } from './chat.fixture.ts';

/** Some answer that fits a field; people have numbers of region 99. */
function anyAnswer(spec: FieldSpec): AnswerValue {
  switch (spec.kind) {
    case 'nik':
    case 'kk':
      return '9901230101900002';
    case 'date':
      return '1990-01-01';
    case 'time':
      return '05:20';
    case 'number':
      return spec.min ?? 1;
    case 'choice':
      return spec.choices?.[0] ?? '1';
    case 'yes-no':
      return true;
    case 'desa':
      return '63.11.04.2003';
    default:
      return 'Contoh';
  }
}

/** A paper that was brought to the counter. */
function bring(chat: Chat, id: string): string {
  chat.office(addAttachment(id, chat.now), 'petugas-layanan');
  return id;
}

/** Takes the case of the chat and accepts it with all its papers and fields. */
export function accept(chat: Chat): void {
  const by = 'petugas-layanan';
  const { service } = chat.cases.find(({ state }) => state.id === chat.case.id)!;
  const today = chat.case.submittedOn ?? chat.context.today;
  chat.office({ act: 'take-case' }, by);
  const missing = missingFields(service, chat.case.answers, today);
  const answers = Object.fromEntries(missing.map((id) => [id, anyAnswer(service.fields[id]!)]));
  chat.office({ act: 'record-answers', answers, source: 'officer' }, by);
  const needed = neededRequirements(service, chat.case.answers, today).map(([id]) => id);
  const tray = chat.case.attachments.filter((paper) => paper.requirementId === null);
  for (const requirementId of needed) {
    if (!chat.case.attachments.some((paper) => paper.requirementId === requirementId)) {
      const attachmentId = tray.shift()?.id ?? bring(chat, `scan-${requirementId}`);
      chat.office({ act: 'assign-attachment', attachmentId, requirementId }, by);
    }
    chat.office({ act: 'accept-paper', requirementId }, by);
  }
  const documentIds = plannedDocuments(service, chat.case.answers, today).map(
    ({ document }) => `${chat.case.id}-${document.id}`,
  );
  chat.office({ act: 'accept-case', documentIds }, by);
}

/** Accepts the case of the chat and issues every paper of it; cards stay planned. */
export function issue(chat: Chat): void {
  accept(chat);
  for (const { id: documentId, form } of chat.case.documents) {
    if (form !== 'paper') continue;
    const draft = { fileId: 'f', sha256: 'a'.repeat(64), bytes: 10, number: '1' };
    const documents = [{ documentId, draftSha256: draft.sha256 }];
    const file = { fileId: 's', sha256: 'b'.repeat(64), bytes: 10 };
    const attemptId = `signing-${documentId}`;
    chat.office({ act: 'attach-draft', documentId, draft }, 'operator');
    chat.office({ act: 'verify-documents', documents }, 'verifikator');
    chat.office({ act: 'mark-read', ...documents[0]! }, 'penandatangan');
    chat.office({ act: 'start-signing', documentId, attemptId, authorityId: 'sk' }, 'penandatangan');
    chat.office({ act: 'record-signed', documentId, attemptId, file, signedAt: chat.now }, 'system');
    chat.office({ act: 'issue-document', documentId }, 'system');
  }
}
