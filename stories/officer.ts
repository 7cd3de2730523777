/** An officer at a desk: the same HTTP that the console uses, nothing else. */

/** A refusal as the API words it. */
class RefusedByOffice extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(`${code}: ${sentence}`);
    this.code = code;
  }
}

/** Part of a case that stories look at. */
export interface CaseAtDesk {
  id: string;
  number: string;
  status: string;
  version: number;
  contactId?: string;
  requirements: { id: string; status: string; paperIds: string[] }[];
  papers: {
    id: string;
    requirementId: string | null;
    status: string;
    originalSha256: string;
    pages: { fileId: string; sha256: string }[];
  }[];
  service: { produces: { document: { id: string; words: { id: { name: string } } } }[] };
  documents: {
    id: string;
    documentId: string;
    form: 'paper' | 'card';
    status: string;
    number?: string;
    draft?: { fileId: string; sha256: string };
    signed?: { fileId: string; sha256: string; signedAt: string };
    receivedAt?: string;
  }[];
  missing: string[];
}

/** A signed-in officer. */
export class OfficerAtDesk {
  readonly #base: string;
  readonly #cookie: string;
  readonly name: string;
  readonly roles: readonly string[];

  private constructor(base: string, cookie: string, officer: { name: string; roles: string[] }) {
    this.#base = base;
    this.#cookie = cookie;
    this.name = officer.name;
    this.roles = officer.roles;
  }

  /** Signs in with user name and password. */
  static async signIn(base: string, username: string, password: string): Promise<OfficerAtDesk> {
    const response = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'sampai' },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`sign-in of ${username} failed: ${response.status}`);
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const { officer } = (await response.json()) as { officer: { name: string; roles: string[] } };
    return new OfficerAtDesk(base, cookie, officer);
  }

  async #send(method: string, path: string, body?: unknown): Promise<Response> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-requested-with': 'sampai',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const problem = (await response.json()) as { refused?: string; incident?: string; sentence: string };
    throw new RefusedByOffice(problem.refused ?? `incident ${problem.incident}`, problem.sentence);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.#send('GET', path)).json() as Promise<T>;
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.#send('POST', path, body)).json() as Promise<T>;
  }

  async download(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#send('GET', path)).arrayBuffer());
  }

  /** Cases that wait at a desk. */
  async queue(desk: string): Promise<{ caseId: string; number: string; status: string }[]> {
    return (
      await this.get<{ cases: { caseId: string; number: string; status: string }[] }>(`/api/desks/${desk}`)
    ).cases;
  }

  look(caseId: string, purpose = 'history'): Promise<CaseAtDesk> {
    return this.get(`/api/cases/${caseId}?purpose=${purpose}`);
  }

  act(caseId: string, act: string, input: unknown = {}): Promise<{ version: number; status: string }> {
    return this.post(`/api/cases/${caseId}/${act}`, input);
  }

  /** Drops a PDF at the SIAK desk. */
  dropDraft(caseId: string, pdf: Uint8Array): Promise<{ documentJobId: string; number: string }> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'dari-siak.pdf');
    return this.post(`/api/cases/${caseId}/drafts`, form);
  }
}
