/** Brings the parts of one Sampai up, side by side where they do not need each other, and down again in order. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kept, keepRunning } from './keeper.ts';
import {
  appPart,
  databasePart,
  migrateInChild,
  type PartName,
  type PartWatch,
  simulatorsPart,
} from './parts.ts';
import type { EmbeddedAddresses } from './postgres/embedded.ts';
import type { ProcessOutput } from './process-output.ts';
import type { Sentence } from './sentence.ts';
import type { Settings } from './settings.ts';
import { ensureWebBuilt } from './web-build.ts';

/** All parts of one `npm start`. */
export class House {
  readonly #settings: Settings;
  readonly #env: NodeJS.ProcessEnv;
  readonly #output: ProcessOutput;
  #database: Kept | undefined;
  #simulators: Kept | undefined;
  #app: Kept | undefined;
  readonly #watch: PartWatch;
  readonly #pids: Partial<Record<PartName | 'parent', number>> = { parent: process.pid };
  readonly #closing = new AbortController();
  #databaseUrl = '';

  constructor(settings: Settings, env: NodeJS.ProcessEnv, output: ProcessOutput) {
    this.#settings = settings;
    this.#env = env;
    this.#output = output;
    this.#watch = { output, onStart: (part, pid) => this.#noteProcess(part, pid) };
  }

  /** Resolves when everything serves, or, as soon as one part is sure of it, with the sentence why it cannot. */
  async open(): Promise<Sentence | undefined> {
    const parts = [this.#openDatabase(), this.#buildWeb(), this.#openSimulators()];
    const refusal = await firstRefusal(parts);
    if (refusal || this.#closing.signal.aborted) return refusal;
    this.#app = keepRunning(appPart(this.#env, this.#databaseUrl, this.#watch));
    return this.#app.firstStart;
  }

  /** Ends the app first, so that nothing is under way when the database goes. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#app?.stop();
    await this.#simulators?.stop();
    await this.#database?.stop();
  }

  /** Tells operators, and the tests that kill processes, who is who. */
  #noteProcess(part: PartName, pid: number): void {
    this.#pids[part] = pid;
    writeFileSync(join(this.#settings.dataFolder, 'processes.json'), `${JSON.stringify(this.#pids)}\n`);
  }

  async #openDatabase(): Promise<Sentence | undefined> {
    const { database, dataFolder } = this.#settings;
    if (database.kind === 'given') {
      this.#databaseUrl = database.url;
      const { url: appUrl, adminUrl } = database;
      return migrateInChild(this.#env, { appUrl, ...(adminUrl ? { adminUrl } : {}) }, this.#output);
    }
    let addresses: EmbeddedAddresses | undefined;
    const options = { folder: dataFolder, ...(database.port ? { port: database.port } : {}) };
    this.#database = keepRunning(databasePart(options, this.#watch, (found) => (addresses = found)));
    const refusal = await this.#database.firstStart;
    if (refusal || !addresses) return refusal;
    this.#databaseUrl = addresses.appUrl;
    return migrateInChild(this.#env, addresses, this.#output);
  }

  async #buildWeb(): Promise<Sentence | undefined> {
    const build = await ensureWebBuilt(this.#output.linesOf('halaman web'), this.#closing.signal);
    return build.kind === 'failed' ? build.sentence : undefined;
  }

  async #openSimulators(): Promise<Sentence | undefined> {
    if (!this.#settings.simulators) return undefined;
    this.#simulators = keepRunning(simulatorsPart(this.#env, this.#watch));
    return this.#simulators.firstStart;
  }
}

/** The first sentence that any of them gives, without waiting for the others; undefined when all are well. */
async function firstRefusal(parts: Promise<Sentence | undefined>[]): Promise<Sentence | undefined> {
  const refused = parts.map((part) =>
    part.then((sentence) => sentence ?? new Promise<never>(() => undefined)),
  );
  return Promise.race([...refused, Promise.all(parts).then(() => undefined)]);
}
