/** Prints own papers as PDF by Typst, in a process that starts on demand and gives its memory back. */

import type { PaperPrinter } from '../../../app/ports.ts';
import type { PrintablePaper } from './paper-values.ts';
import { codeTextOf, paperJson } from './paper-values.ts';
import type { TypesetRequest } from './typeset-messages.ts';
import type { TypesetOutcome } from './typesetting-process.ts';
import { prepareTypesettingProcess } from './typesetting-process.ts';

/** How the typesetting process is kept. Durations in milliseconds. */
export interface PaperPrinterOptions {
  /** The process ends after this long without a paper. Default 20 s. */
  workerIdleMs?: number;
  /** The process is replaced after this many papers. Default 200. */
  papersPerWorker?: number;
  /** A paper that takes longer is given up and its process ended. Default 20 s. */
  timeoutMs?: number;
}

/** A printer that also knows the optional parts of forms. It fits the port. */
export interface TypstPaperPrinter extends PaperPrinter {
  print(paper: PrintablePaper): Promise<Uint8Array>;
  /** The typesetting process, for health reports; `undefined` while none runs. */
  processId(): number | undefined;
}

interface Job {
  request: TypesetRequest;
  resolve(pdf: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * Creates the printer; no process runs until the first paper. Papers are typeset one at a time, in order.
 * `print` rejects when the template is broken, when the process dies twice over the same paper, on timeout,
 * and after `close`; error texts name the template and never a printed value.
 */
export function createPaperPrinter(options: PaperPrinterOptions = {}): TypstPaperPrinter {
  const { workerIdleMs = 20_000, papersPerWorker = 200, timeoutMs = 20_000 } = options;
  const worker = prepareTypesettingProcess({ papersPerWorker, timeoutMs });
  const queue: Job[] = [];
  let lastId = 0;
  let isBusy = false;
  let isClosed = false;
  let idleTimer: NodeJS.Timeout | undefined;

  async function workOff(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(idleTimer);
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      let outcome = await worker.typeset(job.request);
      if (outcome === 'died' && !isClosed) outcome = await worker.typeset(job.request);
      settle(job, outcome);
    }
    isBusy = false;
    idleTimer = setTimeout(() => worker.end(), workerIdleMs).unref();
  }

  return {
    print: (paper) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The paper printer is closed.');
        lastId += 1;
        queue.push({ request: requestOf(paper, lastId), resolve, reject });
        void workOff();
      }),
    processId: () => worker.id(),
    async close() {
      isClosed = true;
      clearTimeout(idleTimer);
      for (const job of queue.splice(0)) job.reject(new Error('The paper printer is closed.'));
      worker.end();
    },
  };
}

function requestOf(paper: PrintablePaper, id: number): TypesetRequest {
  const request: TypesetRequest = { id, template: paper.template, json: paperJson(paper) };
  // The code holds nothing but the address that is printed beside it.
  return paper.template === 'receipt' ? { ...request, codeText: codeTextOf(paper.trackUrl) } : request;
}

function settle(job: Job, outcome: TypesetOutcome): void {
  const paper = `Paper "${job.request.template}"`;
  if (outcome === 'died') job.reject(new Error(`${paper}: the typesetting process ended.`));
  else if (outcome === 'timeout') job.reject(new Error(`${paper}: typesetting took too long.`));
  else if ('pdf' in outcome) job.resolve(outcome.pdf);
  else job.reject(new Error(`${paper} did not typeset (${outcome.problem}).`));
}
