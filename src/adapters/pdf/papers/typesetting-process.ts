/** Keeps the one process that typesets: starts it on demand, replaces it, and ends it. */

import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TypesetReply, TypesetRequest } from './typeset-messages.ts';

/** What became of one request: the worker's reply, or that there was none. */
export type TypesetOutcome = TypesetReply | 'died' | 'timeout';

/** The process seen from the printer. One request at a time. */
export interface TypesettingProcess {
  typeset(request: TypesetRequest): Promise<TypesetOutcome>;
  end(): void;
  id(): number | undefined;
}

/** Prepares the process without starting it. It is replaced after `papersPerWorker`, a death or a timeout. */
export function prepareTypesettingProcess(options: {
  papersPerWorker: number;
  timeoutMs: number;
}): TypesettingProcess {
  let child: ChildProcess | undefined;
  let papers = 0;

  function end(): void {
    child?.kill('SIGKILL');
    child = undefined;
    papers = 0;
  }

  return {
    end,
    id: () => child?.pid,
    async typeset(request) {
      if (!child?.connected || papers >= options.papersPerWorker) {
        end();
        child = startWorker();
      }
      papers += 1;
      const asked = child;
      const outcome = await replyOf(asked, request, options.timeoutMs);
      if (typeof outcome === 'string' && child === asked) end();
      return outcome;
    },
  };
}

/**
 * The child gets no environment of ours, hence no secret, and an empty font configuration, so that papers look
 * the same on every machine.
 */
function startWorker(): ChildProcess {
  const child = fork(fileURLToPath(new URL('./typst-worker.ts', import.meta.url)), [], {
    execPath: process.execPath,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { FONTCONFIG_FILE: '/dev/null' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A process that fails between two papers is noticed at the next one; unheard, it would end the app.
  child.on('error', () => {});
  return child;
}

function replyOf(child: ChildProcess, request: TypesetRequest, timeoutMs: number): Promise<TypesetOutcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish('timeout'), timeoutMs);
    const onDeath = () => finish('died');
    const onMessage = (reply: TypesetReply) => {
      if (reply.id === request.id) finish(reply);
    };
    function finish(outcome: TypesetOutcome): void {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onDeath).off('error', onDeath);
      // Waiting for work must not keep the app alive.
      child.unref();
      child.channel?.unref();
      resolve(outcome);
    }
    child.ref();
    child.channel?.ref();
    child.on('message', onMessage).on('exit', onDeath).on('error', onDeath);
    if (child.connected) child.send(request, (error) => error && finish('died'));
    else finish('died');
  });
}
