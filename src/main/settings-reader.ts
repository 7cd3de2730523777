/** Reads single environment variables by kind, and refuses a bad one in a sentence that never quotes secrets. */
import type { Sentence } from './sentence.ts';

/** Carries the sentence up to `readSettings`, which returns it as a value. */
export class SettingsRefused extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/** A view on the environment where empty variables are absent and bad ones throw `SettingsRefused`. */
export class SettingsReader {
  readonly #env: NodeJS.ProcessEnv;
  /** Names of all variables that were asked for so far. */
  readonly asked = new Set<string>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** Stops reading with this sentence in Indonesian and English. */
  refuse(id: string, en: string): never {
    throw new SettingsRefused({ id, en });
  }

  text(name: string): string | undefined {
    this.asked.add(name);
    return this.#env[name]?.trim() || undefined;
  }

  choice<Value extends string>(name: string, values: readonly Value[], standard: Value): Value {
    const given = this.text(name);
    if (given === undefined) return standard;
    const found = values.find((value) => value === given);
    if (found) return found;
    const list = values.join(', ');
    return this.refuse(
      `${name} tidak dikenal: pilih salah satu dari ${list}.`,
      `${name} is unknown: choose one of ${list}.`,
    );
  }

  port(name: string): number | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const port = Number(given);
    if (/^\d{1,5}$/.test(given) && port >= 1 && port <= 65_535) return port;
    return this.refuse(
      `${name} harus berupa angka 1 sampai 65535.`,
      `${name} must be a number from 1 to 65535.`,
    );
  }

  /** An http or https address without query, login or a slash at the end. */
  webUrl(name: string): string | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const url = URL.parse(given);
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash;
    if (isPlain) return url.href.replace(/\/+$/, '');
    return this.refuse(
      `${name} bukan alamat web yang benar: tulis seperti https://contoh.go.id.`,
      `${name} is not a web address: write it like https://contoh.go.id.`,
    );
  }

  databaseUrl(name: string): string | undefined {
    const given = this.text(name);
    if (given === undefined) return undefined;
    const url = URL.parse(given);
    if (url && /^postgres(ql)?:$/.test(url.protocol) && url.username && url.pathname.length > 1) return given;
    return this.refuse(
      `${name} bukan alamat PostgreSQL yang lengkap: tulis seperti postgresql://peran:sandi@server:5432/sampai.`,
      `${name} is not a whole PostgreSQL address: write it like postgresql://role:password@server:5432/sampai.`,
    );
  }
}
