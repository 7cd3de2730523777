/** What the simulated BSrE knows of itself: every signing call, and the documents it signed. */

/** One signing call, as the simulator keeps it. */
export interface BsreCall {
  documentId: string;
  at: string;
  inputSha256: string;
  outputSha256?: string;
  outcome: 'signed' | 2011 | 2031 | 400 | 'error';
}

const CREDENTIALS = `Basic ${Buffer.from('peragaan:peragaan').toString('base64')}`;

/** The simulator at this port. */
export class BsreLog {
  readonly #base: string;

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`;
  }

  /** Every call since the run began. */
  async calls(): Promise<BsreCall[]> {
    return (await (await fetch(`${this.#base}/_sim/log`)).json()) as BsreCall[];
  }

  /** The signed PDF of a call, as a person finds it in BSrE's own archive; undefined when it is too old. */
  async findPdf(documentId: string): Promise<Uint8Array | undefined> {
    const answer = await fetch(`${this.#base}/api/sign/download/${documentId}`, {
      headers: { authorization: CREDENTIALS },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return answer.ok ? bytes : undefined;
  }
}
