/** Gathers what the processes print: everything into one file, and what a person should see on the terminal. */
import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { terminalWords } from './terminal-words.ts';

/** A line of pino, as far as we show it. */
interface LogLine {
  level: number;
  msg?: string;
  err?: { message?: string; stack?: string };
}

const WARNING_LEVEL = 40;
const ERROR_LEVEL = 50;
const FILE_LIMIT_BYTES = 50_000_000;

/** The terminal and the log file of one `npm start`. */
export class ProcessOutput {
  readonly file: string;
  #stream: WriteStream;
  #bytes: number;

  /** Opens `log/sampai.log` in the data folder for appending. */
  constructor(dataFolder: string) {
    const folder = join(dataFolder, 'log');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.file = join(folder, 'sampai.log');
    this.#bytes = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    this.#stream = this.#open();
  }

  /** A line of our own, for the terminal and the file. */
  say(line: string): void {
    process.stdout.write(`${line}\n`);
    this.#write(`${new Date().toISOString()} ${line}\n`);
  }

  /** Takes the lines of one process. JSON below "warn" goes to the file only. */
  linesOf(name: string): (line: string) => void {
    return (line) => {
      this.#write(`${new Date().toISOString()} [${name}] ${line}\n`);
      const shown = makeReadable(line);
      if (shown !== undefined) process.stderr.write(`[${name}] ${shown}\n`);
    };
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#stream.end(resolve));
  }

  #write(text: string): void {
    this.#bytes += text.length;
    if (this.#bytes > FILE_LIMIT_BYTES) {
      this.#stream.end();
      renameSync(this.file, `${this.file}.1`);
      this.#bytes = text.length;
      this.#stream = this.#open();
    }
    this.#stream.write(text);
  }

  /** A full disk must not end the parent: the terminal still shows what matters. */
  #open(): WriteStream {
    return createWriteStream(this.file, { flags: 'a', mode: 0o600 }).on('error', () => undefined);
  }
}

/** What a person sees of a line; undefined when it is not worth a place on the terminal. */
export function makeReadable(line: string): string | undefined {
  if (!line.startsWith('{')) return line;
  let parsed: LogLine;
  try {
    parsed = JSON.parse(line) as LogLine;
  } catch {
    return line;
  }
  if (typeof parsed.level !== 'number') return line;
  if (parsed.level < WARNING_LEVEL) return undefined;
  const said = parsed.msg === undefined ? undefined : (terminalWords[parsed.msg] ?? parsed.msg);
  const words = [said, parsed.err?.message === parsed.msg ? undefined : parsed.err?.message].filter(Boolean);
  const detail = parsed.level >= ERROR_LEVEL && parsed.err?.stack ? `\n${parsed.err.stack}` : '';
  return `${parsed.level >= ERROR_LEVEL ? 'galat' : 'peringatan'}: ${words.join(': ')}${detail}`;
}
