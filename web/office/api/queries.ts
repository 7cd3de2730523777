/** Everything that the console reads, each with its key, so that live changes know what to renew. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  Area,
  CaseHistory,
  CaseListItem,
  CaseView,
  Conversation,
  ConversationList,
  Counts,
  DemoView,
  Desk,
  DocumentToSign,
  OfficerAccount,
  Purpose,
  Service,
  SessionView,
  SiakEntry,
  Unsettled,
} from '../../../src/http/api-types.ts';
import { request, requestBytes } from '../../ui/request.ts';

const enc = encodeURIComponent;

/** Who is signed in; `null` when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => (await request<SessionView | undefined>('/api/session?optional=1')) ?? null,
  staleTime: 60_000,
});

/** How many cases wait at each desk. */
export const countsQuery = queryOptions({
  queryKey: ['desks'],
  queryFn: async () => (await request<{ counts: Counts }>('/api/desks')).counts,
});

/** The cases that wait at a desk, oldest due first. */
export const deskQuery = (desk: Desk, search = '') =>
  queryOptions({
    queryKey: ['desk', desk, search],
    queryFn: async () => {
      const suffix = search === '' ? '' : `?search=${enc(search)}`;
      return (await request<{ cases: CaseListItem[] }>(`/api/desks/${desk}${suffix}`)).cases;
    },
  });

/** One case. Each read is logged by the server with its purpose; `isRevealed` shows NIK and KK numbers in full. */
export const caseQuery = (caseId: string, purpose: Purpose, isRevealed = false) =>
  queryOptions({
    queryKey: ['case', caseId, purpose, isRevealed],
    queryFn: () =>
      request<CaseView>(`/api/cases/${enc(caseId)}?purpose=${purpose}${isRevealed ? '&reveal=1' : ''}`),
    // Numbers in full do not stay in memory longer than they are looked at.
    gcTime: isRevealed ? 0 : 300_000,
  });

/** History, looks and WhatsApp thread of one case. */
export const historyQuery = (caseId: string, isRevealed = false) =>
  queryOptions({
    queryKey: ['history', caseId, isRevealed],
    queryFn: () => request<CaseHistory>(`/api/cases/${enc(caseId)}/history${isRevealed ? '?reveal=1' : ''}`),
    // Numbers in full do not stay in memory longer than they are looked at.
    gcTime: isRevealed ? 0 : 300_000,
  });

/** What the operator keys into SIAK; numbers in full, logged. */
export const siakEntryQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['siak-entry', caseId],
    queryFn: () => request<SiakEntry>(`/api/cases/${enc(caseId)}/siak-entry`),
    gcTime: 0,
  });

/** Papers of our own that can be printed for a case. */
export const ownPapersQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['own-papers', caseId],
    queryFn: async () =>
      (await request<{ papers: { id: string; name: string }[] }>(`/api/cases/${enc(caseId)}/own-papers`))
        .papers,
  });

/** Documents that wait for this signer. */
export const signingQuery = queryOptions({
  queryKey: ['signing'],
  queryFn: async () => (await request<{ documents: DocumentToSign[] }>('/api/signing/queue')).documents,
});

/** What nobody knows the outcome of. */
export const unsettledQuery = queryOptions({
  queryKey: ['unsettled'],
  queryFn: () => request<Unsettled>('/api/unsettled'),
});

/** Conversations that wait for an officer. */
export const conversationsQuery = queryOptions({
  queryKey: ['conversations'],
  queryFn: async () => (await request<ConversationList>('/api/conversations')).contacts,
});

/** The thread of one contact. */
export const conversationQuery = (contactId: string, isRevealed = false) =>
  queryOptions({
    queryKey: ['conversation', contactId, isRevealed],
    queryFn: () =>
      request<Conversation>(`/api/conversations/${enc(contactId)}${isRevealed ? '?reveal=1' : ''}`),
    gcTime: isRevealed ? 0 : 300_000,
  });

/** Every service of the catalogue. */
export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: async () => (await request<{ services: Service[] }>('/api/services')).services,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Kecamatan, desa and kelurahan of the regency. */
export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: async () => (await request<{ areas: Area[] }>('/api/areas')).areas,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Accounts of the office; for admins. */
export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: async () => (await request<{ officers: OfficerAccount[] }>('/api/officers')).officers,
});

/** What Mode Peragaan shows openly; `null` in production, where the address does not exist. */
export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: async () => {
    // Asked for only where it exists: a page that finds nothing leaves an error in the browser.
    const { mode } = await request<{ mode: SessionView['mode'] }>('/api/office');
    return mode === 'peragaan' ? request<DemoView>('/api/demo') : null;
  },
  staleTime: 300_000,
});

/** The bytes of a stored file: a page of a paper, a draft, a signed PDF. */
export const fileQuery = (fileId: string, purpose: Purpose) =>
  queryOptions({
    queryKey: ['file', fileId],
    queryFn: ({ signal }) => requestBytes(fileUrl(fileId, purpose), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Address of a stored file. */
export function fileUrl(fileId: string, purpose: Purpose): string {
  return `/api/files/${enc(fileId)}?purpose=${purpose}`;
}

/** Services by id, for names in lists; empty until they are there. */
export function useServices(): Map<string, Service> {
  const { data } = useQuery(servicesQuery);
  return new Map(data?.map((service) => [service.id, service]));
}
