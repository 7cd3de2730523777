/** The book of a story: what everybody did, and when, as a head of office reads it. */
import { isAbsolute } from 'node:path';
import type { ReportedDocument, StoryReport } from './report.ts';

/** What one person did; a heading begins a part of the story. */
type Entry = { heading: string } | { at: Date; who: string; what: string };

/** Names of Indonesia's time zones by their offset. */
const ZONES: Readonly<Record<number, string>> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' };

/** No number of sixteen digits stands in full in what may be handed around, not even an example. */
export function masked(text: string): string {
  return text.replace(/\b(\d{4})\d{8}(\d{4})\b/gu, '$1•• •••••• $2');
}

/** Longest description of one moment. */
const LONGEST = 140;

/** What a message says first: two lines as one, without WhatsApp's marks for bold. Shortened between words. */
export function gist(body: string): string {
  const line = body
    .split('\n')
    .filter((one) => one.trim() !== '')
    .slice(0, 2)
    .map((one, at) => (at === 0 && !/[.?!:]\*?$/u.test(one) ? `${one} ·` : one))
    .join(' ')
    .replace(/ ·$/u, '')
    .replace(/https?:\/\/\S+/gu, 'alamat kantor')
    .replaceAll('*', '');
  if (line.length <= LONGEST) return line;
  const cut = line.slice(0, LONGEST);
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

function cell(text: string): string {
  return text.replaceAll('|', '/');
}

/** How to check the PDFs again: the training authority's certificate lies beside them. */
function verifying(documents: readonly ReportedDocument[], folder: string): string[] {
  const place = isAbsolute(folder) ? folder : `$PWD/${folder}`;
  const commands = documents.map(
    ({ file }) => `SAMPAI_TRUST_DIR="${place}/trust" npm run sampai -- verify "${folder}/${file}"`,
  );
  return ['', 'Memeriksa tanda tangannya sendiri:', '', '```sh', ...commands, '```'];
}

/** Everything that was noted, in order. */
export class Book {
  readonly #entries: Entry[] = [];
  readonly #duties = new Map<string, string>();
  readonly #offsetMinutes: number;

  /** `offsetMinutes` is the office's distance from UTC: people read times of their own place. */
  constructor(offsetMinutes: number) {
    this.#offsetMinutes = offsetMinutes;
  }

  /** Says once what somebody is in the story, such as "petugas layanan". */
  introduce(who: string, duty: string): void {
    this.#duties.set(who, duty);
  }

  /** Begins a part of the story. */
  begin(heading: string): void {
    this.#entries.push({ heading });
  }

  note(who: string, what: string): void {
    this.#entries.push({ at: new Date(), who, what });
  }

  /** `HH:MM:SS` at the office. */
  #time(at: Date): string {
    return new Date(at.getTime() + this.#offsetMinutes * 60_000).toISOString().slice(11, 19);
  }

  /** A line a moment, for a story that failed. */
  lines(): string {
    return this.#entries
      .map((entry) =>
        'heading' in entry
          ? `── ${entry.heading}`
          : `${entry.at.toISOString().slice(11, 23)} ${entry.who}: ${entry.what}`,
      )
      .join('\n');
  }

  #table(): string[] {
    const zone = ZONES[this.#offsetMinutes] ?? 'waktu kantor';
    const met = new Set<string>();
    return this.#entries.flatMap((entry) => {
      if ('heading' in entry) {
        met.clear();
        return ['', `## ${entry.heading}`, '', `| Waktu (${zone}) | Siapa | Apa |`, '| --- | --- | --- |'];
      }
      const duty = this.#duties.get(entry.who);
      const who = duty === undefined || met.has(entry.who) ? entry.who : `${entry.who}, ${duty}`;
      met.add(entry.who);
      return [`| ${this.#time(entry.at)} | ${cell(who)} | ${cell(entry.what)} |`];
    });
  }

  /**
   * The whole book as Markdown: how it ended first, then how it came to that. What it says of signatures, `/cek` and
   * `/lacak` must have been proven before. `folder` is where everything lies.
   */
  markdown(report: StoryReport, pictures: readonly string[], folder: string): string {
    const moments = this.#entries.flatMap((entry) => ('at' in entry ? [entry.at.getTime()] : []));
    const seconds = Math.round((Math.max(...moments) - Math.min(...moments)) / 1000);
    const { documents, cards, photos } = report;
    return [
      `# ${report.title}`,
      '',
      `Berkas **${report.caseNumber}**. Dari sapaan pertama sampai PDF di ponsel: ${seconds} detik. Ini peragaan: ` +
        'semua orang rekaan, dan setiap langkah langsung disusul langkah berikutnya.',
      '',
      '| Dokumen | Nomor | Ditandatangani oleh | Tanda tangan | /cek | /lacak |',
      '| --- | --- | --- | --- | --- | --- |',
      ...documents.map(
        (one) => `| ${one.name} | ${one.number} | ${one.signer} | sah dan utuh | masih berlaku | diterima |`,
      ),
      ...cards.map((one) => `| ${one.name} | – | kartu, tanpa PDF | – | – | menunggu di loket |`),
      '',
      `Pesan dari kantor ke warga: ${report.messagesOut}, di antaranya ${report.askedFields} pertanyaan isian. ` +
        `Foto yang dipakai: ${photos.length}, masing-masing sama dengan yang dikirim (SHA-256 dibandingkan).`,
      ...verifying(documents, folder),
      ...this.#table(),
      ...pictures.flatMap((file) => ['', `![Layar ponsel penanda tangan](${file})`]),
      '',
    ].join('\n');
  }
}
