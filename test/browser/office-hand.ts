/** Brings cases to a desk over HTTP, as the officers' pages would, so that a page can be looked at with work on it. */

/** The states in which a case can be left. */
export type LeaveAt = 'intake' | 'siak' | 'verification' | 'signing' | 'issued';

/** A birth that was handed in by WhatsApp, and the phone it came from. */
export interface Birth {
  caseId: string;
  number: string;
  handsetId: string;
}

interface Case {
  caseId: string;
  number: string;
  status: string;
}

interface View {
  requirements: { id: string; status: string }[];
  papers: { id: string; requirementId: string | null; pages: { sha256: string }[] }[];
  documents: { id: string; documentId: string; form: string; draft?: { sha256: string } }[];
}

const ARRIVAL_MS = 180_000;

/** One pair of hands at `url`, signed in as whoever the next step needs. */
export class OfficeHand {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls the API; rejects with what was refused. */
  async call<T>(method: string, path: string, body?: object | FormData): Promise<T> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        'x-requested-with': 'sampai',
        cookie: this.#cookie,
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  signIn(username: string): Promise<unknown> {
    return this.call('POST', '/api/demo/sign-in', { username });
  }

  /** Lets families report births, all at once, and waits until they are handed in. */
  async letBirthsArrive(count: number): Promise<Birth[]> {
    await this.signIn('petugas');
    const before = new Set((await this.#handedIn()).map(({ caseId }) => caseId));
    const handsets: string[] = [];
    for (let at = 0; at < count; at += 1)
      handsets.push((await this.call<{ handsetId: string }>('POST', '/api/demo/birth', {})).handsetId);
    const giveUpAt = Date.now() + ARRIVAL_MS;
    for (;;) {
      const fresh = (await this.#handedIn()).filter(({ caseId }) => !before.has(caseId));
      if (fresh.length === count) return Promise.all(fresh.map((one) => this.#withHandset(one, handsets)));
      if (Date.now() > giveUpAt) throw new Error(`${fresh.length} of ${count} births arrived`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The phone that was told the number of the case. The receipt may be a moment later than the case. */
  async #withHandset({ caseId, number }: Case, handsets: readonly string[]): Promise<Birth> {
    const giveUpAt = Date.now() + ARRIVAL_MS;
    for (;;) {
      for (const handsetId of handsets) {
        const path = `/simulator/whatsapp/_sim/handsets/${handsetId}/messages`;
        if (JSON.stringify(await this.call('GET', path)).includes(number))
          return { caseId, number, handsetId };
      }
      if (Date.now() > giveUpAt) throw new Error('no phone was told the number');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async #handedIn(): Promise<Case[]> {
    const { cases } = await this.call<{ cases: Case[] }>('GET', '/api/desks/all');
    return cases.filter(({ status }) => status !== 'draft');
  }

  /** Brings a case that was just handed in as far as `state`. */
  async bringTo(state: LeaveAt, caseId: string): Promise<void> {
    await this.signIn('petugas');
    const steps: [LeaveAt, () => Promise<unknown>][] = [
      ['intake', () => this.#accept(caseId)],
      ['siak', () => this.#attachDrafts(caseId)],
      ['verification', () => this.#verify(caseId)],
      ['signing', () => this.#sign(caseId)],
    ];
    for (const [at, step] of steps) {
      if (at === state) return;
      await step();
    }
  }

  #view(caseId: string, purpose: string): Promise<View> {
    return this.call('GET', `/api/cases/${caseId}?purpose=${purpose}`);
  }

  #act(caseId: string, act: string, body: object = {}): Promise<unknown> {
    return this.call('POST', `/api/cases/${caseId}/${act}`, body);
  }

  async #accept(caseId: string): Promise<void> {
    await this.#act(caseId, 'take-case');
    const { requirements, papers } = await this.#view(caseId, 'intake');
    const missing = requirements.filter(({ status }) => status === 'missing');
    for (const paper of papers.filter(({ requirementId }) => requirementId === null)) {
      const requirementId = missing.shift()?.id;
      if (requirementId === undefined) break;
      await this.#act(caseId, 'assign-attachment', { attachmentId: paper.id, requirementId });
    }
    const seen = papers.flatMap(({ id: paperId, pages }) => pages.map(({ sha256 }) => ({ paperId, sha256 })));
    await this.#act(caseId, 'accept-case', { acceptPapers: true, seen });
  }

  async #attachDrafts(caseId: string): Promise<void> {
    await this.signIn('operator');
    const { fields, documents } = await this.call<{
      fields: { label: string; value: string }[];
      documents: { documentId: string }[];
    }>('GET', `/api/cases/${caseId}/siak-entry`);
    const entered = await this.call<{ documents: { url?: string }[] }>(
      'POST',
      '/simulator/siak/api/entries',
      {
        kind: 'kelahiran',
        fields: Object.fromEntries(
          fields.flatMap(({ label, value }) => (value === '' ? [] : [[label, value]])),
        ),
        documents: documents.map(({ documentId }) => documentId),
      },
    );
    for (const { url } of entered.documents) {
      if (url === undefined) continue;
      const pdf = await (await fetch(`${this.#url}/simulator/siak${url}`)).blob();
      const form = new FormData();
      form.append('file', pdf, 'dari-siak.pdf');
      await this.call('POST', `/api/cases/${caseId}/drafts`, form);
    }
  }

  async #drafts(caseId: string): Promise<{ documentId: string; draftSha256: string }[]> {
    const { documents } = await this.#view(caseId, 'verification');
    return documents.flatMap(({ id, draft }) =>
      draft === undefined ? [] : [{ documentId: id, draftSha256: draft.sha256 }],
    );
  }

  async #verify(caseId: string): Promise<void> {
    await this.signIn('verifikator');
    await this.#act(caseId, 'verify-documents', { documents: await this.#drafts(caseId) });
  }

  async #sign(caseId: string): Promise<void> {
    await this.signIn('kadis');
    const drafts = await this.#drafts(caseId);
    for (const draft of drafts) await this.#act(caseId, 'mark-read', draft);
    const { passphrase } = await this.call<{ passphrase: string }>('GET', '/api/demo');
    await this.call('POST', '/api/signing', {
      passphrase,
      documents: drafts.map(({ documentId }) => ({ caseId, documentId })),
    });
  }
}
