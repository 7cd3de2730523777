/** Opens ports and what else a predecessor may still hold that was just killed, giving it a moment to let go. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Sentence } from './sentence.ts';

/** What of a server is needed here; Fastify's has it. */
export interface Listener {
  listen(options: { host: string; port: number }): Promise<unknown>;
}

const PATIENCE_MS = 3_000;

/** Tries again for some seconds while the error is one that passes by itself; then throws it. */
export async function patiently<Result>(
  act: () => Promise<Result>,
  passes: (error: NodeJS.ErrnoException) => boolean,
): Promise<Result> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!passes(error as NodeJS.ErrnoException) || performance.now() > giveUpAt) throw error;
      await wait(100);
    }
  }
}

/** Listens on the app's port, or says in a sentence why it cannot. */
export async function listen(server: Listener, host: string, port: number): Promise<Sentence | undefined> {
  try {
    await patiently(
      () => server.listen({ host, port }),
      (error) => error.code === 'EADDRINUSE',
    );
    return undefined;
  } catch (error) {
    const refusal = describeListenError((error as NodeJS.ErrnoException).code, host, port, 'PORT');
    if (refusal) return refusal;
    throw error;
  }
}

/**
 * The sentence for the error code of a failed `listen`, where `variable` is the setting that names the port;
 * undefined for codes that are bugs.
 */
export function describeListenError(
  code: string | undefined,
  host: string,
  port: number,
  variable: string,
): Sentence | undefined {
  if (code === 'EADDRINUSE') {
    return {
      id: `Port ${port} sudah dipakai program lain: isi ${variable} dengan port lain, misalnya ${variable}=${port + 100} npm start.`,
      en: `Port ${port} is used by another program: set ${variable} to another port, such as ${variable}=${port + 100} npm start.`,
    };
  }
  if (code === 'EACCES') {
    return {
      id: `Port ${port} tidak boleh dipakai pengguna ini: isi ${variable} dengan angka di atas 1023.`,
      en: `This user may not use port ${port}: set ${variable} to a number above 1023.`,
    };
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return {
      id: `Alamat ${host} bukan milik mesin ini: isi HOST dengan 127.0.0.1, atau 0.0.0.0 agar terjangkau dari jaringan.`,
      en: `The address ${host} is not this machine's: set HOST to 127.0.0.1, or to 0.0.0.0 to be reached from the network.`,
    };
  }
  return undefined;
}
