/** A signed-in officer who works over connections that stay open, and notes how long each answer took. */
import { type Answer, type Call, Client } from './load.ts';
import { must } from './report.ts';

/** An officer at a desk. */
export class Desk {
  readonly #client: Client;
  readonly #headers: Record<string, string>;

  private constructor(client: Client, cookie: string) {
    this.#client = client;
    this.#headers = { cookie, 'x-requested-with': 'sampai' };
  }

  /** Signs in with user name and password. */
  static async signIn(url: string, username: string, password: string): Promise<Desk> {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'sampai' },
      body: JSON.stringify({ username, password }),
    });
    must(response.ok, `${username} could not sign in: ${response.status}`);
    const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0]);
    return new Desk(new Client(url, 16), cookies.join('; '));
  }

  /** Sends a request, which must succeed. `dueAt` as in the open loop. */
  async send(call: Call, dueAt?: number): Promise<Answer> {
    const answer = await this.#client.send(
      { ...call, headers: { ...this.#headers, ...call.headers } },
      dueAt,
    );
    must(
      answer.status === 200,
      `${call.method} ${call.path} was answered with ${answer.status}: ${answer.body.toString().slice(0, 200)}`,
    );
    return answer;
  }

  /** Does an act on a case. */
  act(caseId: string, act: string, input: object, dueAt?: number): Promise<Answer> {
    const body = Buffer.from(JSON.stringify(input));
    const headers = { 'content-type': 'application/json' };
    return this.send({ method: 'POST', path: `/api/cases/${caseId}/${act}`, headers, body }, dueAt);
  }

  async getJson<T>(path: string): Promise<T> {
    return parsed<T>(await this.send({ method: 'GET', path }));
  }

  /** Drops a PDF of SIAK at a case. */
  async attachPdf(caseId: string, pdf: Buffer): Promise<void> {
    const boundary = '----sampai-bench-pdf';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="siak.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), pdf, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    await this.send({ method: 'POST', path: `/api/cases/${caseId}/drafts`, headers, body });
  }

  close(): void {
    this.#client.close();
  }
}

/** The JSON of an answer. */
export function parsed<T>(answer: Answer): T {
  return JSON.parse(answer.body.toString()) as T;
}
