/**
 * The pages of the simulated SIAK: a plain data-entry screen with a loud banner, made on the server. Every address in
 * them is relative (`root` leads from the page to the first one), because the demo shows them below an address of its own.
 */

import type { EntryView } from './documents.ts';
import type { EntryField, EntryProblem, EntryValues } from './entry-fields.ts';
import { birthFields } from './entry-fields.ts';

/** What the entry page shows beside the empty form. */
export interface EntryPage {
  values: EntryValues;
  problems: EntryProblem[];
  /** Pasted lines that have no field here. */
  unknown: string[];
  entries: EntryView[];
}

/** The way from a page to the first one: `./` beside it, `../` from an entry, `../../` from what is done to an entry. */
export type Root = './' | '../' | '../../';

/** Sends what is pasted at once; a file of its own, since pages with a content policy run no script written in them. */
export const PASTE_SCRIPT =
  "document.getElementById('baris').addEventListener('paste', (event) => setTimeout(() => event.target.form.submit()));\n";

const DOCUMENT_NAMES = {
  'akta-kelahiran': 'Kutipan akta kelahiran',
  kk: 'Kartu Keluarga',
  kia: 'Kartu Identitas Anak',
};

/** The entry form with a box for pasted values and the list of earlier entries. */
export function entryPage({ values, problems, unknown, entries }: EntryPage): string {
  const groups = [...new Set(birthFields.map((field) => field.group))];
  return page(
    'Entri kelahiran',
    `<h1>Entri kelahiran</h1>
    <form method="post" action="./tempel" class="paste">
      <label for="baris">Tempel isian</label>
      <p class="hint">Salin dari meja SIAK Sampai, lalu tempel di sini. Setiap baris: nama isian, tab, nilai.</p>
      <textarea id="baris" name="baris" rows="3" spellcheck="false"></textarea>
      <button type="submit">Isikan ke formulir</button>
    </form>
    ${notice(problems.map((problem) => problem.message))}
    ${unknown.length > 0 ? notice([`Baris yang tidak dikenal: ${unknown.join(' · ')}`]) : ''}
    <form method="post" action="./entri" autocomplete="off">
      ${groups.map((group) => fieldset(group, values, problems)).join('')}
      <button type="submit" class="primary">Simpan dan terbitkan nomor</button>
    </form>
    ${entryTable(entries)}
    <script src="./tempel.js"></script>`,
  );
}

/** One entry: its numbers, PDFs, and the card. */
export function entryResultPage(entry: EntryView, canSign: boolean, root: Root, problem = ''): string {
  const isSigned = entry.documents.every((document) => !document.url || document.signedUrl);
  return page(
    entry.childName,
    `<p><a href="${root}">‹ Entri baru</a></p>
    <h1>${escaped(entry.childName)}</h1>
    ${notice([problem, ...entry.warnings].filter(Boolean))}
    <dl><dt>NIK</dt><dd>${escaped(entry.childNik)}</dd><dt>Nomor KK</dt><dd>${escaped(entry.noKk)}</dd></dl>
    <table><thead><tr><th>Dokumen</th><th>Nomor</th><th>Hasil</th></tr></thead><tbody>
    ${entry.documents.map((document) => documentRow(entry, document, root)).join('')}
    </tbody></table>
    ${canSign && !isSigned ? `<form method="post" action="${root}entri/${entry.entryId}/tte"><button type="submit">Tandatangani di SIAK (simulasi)</button></form>` : ''}`,
  );
}

/** A sentence on a page of its own. */
export function messagePage(title: string, message: string, root: Root): string {
  return page(
    title,
    `<h1>${escaped(title)}</h1><p>${escaped(message)}</p><p><a href="${root}">Kembali</a></p>`,
  );
}

function documentRow(entry: EntryView, document: EntryView['documents'][number], root: Root): string {
  const at = (url: string) => `${root}${url.slice(1)}`;
  const cells = [escaped(DOCUMENT_NAMES[document.type]), escaped(document.number)];
  if (document.type === 'kia') {
    cells.push(
      document.printed
        ? `dicetak pada blangko ${escaped(document.printed.blankSerial)}`
        : `<form method="post" action="${root}entri/${entry.entryId}/kia" class="inline">
           <label>Seri blangko <input name="blankSerial" required></label><button type="submit">Kartu sudah dicetak</button></form>`,
    );
  } else {
    cells.push(
      `<a href="${at(document.url ?? '/')}">Draf PDF</a>${document.signedUrl ? ` · <a href="${at(document.signedUrl)}">PDF bertanda tangan</a>` : ''}`,
    );
  }
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function entryTable(entries: EntryView[]): string {
  if (entries.length === 0) return '';
  const rows = entries.map(
    (entry) =>
      `<tr><td><a href="./entri/${entry.entryId}">${escaped(entry.childName)}</a></td><td>${escaped(entry.childNik)}</td><td>${escaped(entry.enteredAt.slice(0, 16).replace('T', ' '))}</td></tr>`,
  );
  return `<h2>Entri terakhir</h2><table><thead><tr><th>Nama</th><th>NIK</th><th>Dientri (UTC)</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function fieldset(group: string, values: EntryValues, problems: EntryProblem[]): string {
  const inputs = birthFields
    .filter((field) => field.group === group)
    .map((field) =>
      input(
        field,
        values[field.id] ?? '',
        problems.find((each) => each.field === field.id),
      ),
    );
  return `<fieldset><legend>${escaped(group)}</legend>${inputs.join('')}</fieldset>`;
}

function input(field: EntryField, value: string, problem: EntryProblem | undefined): string {
  const attributes = `id="${field.id}" name="${field.id}"${problem ? ' aria-invalid="true"' : ''}`;
  const control = field.choices
    ? `<select ${attributes}><option value=""></option>${Object.entries(field.choices)
        .map(
          ([code, label]) =>
            `<option value="${code}"${code === value || label.toLowerCase() === value.toLowerCase() ? ' selected' : ''}>${code}. ${escaped(label)}</option>`,
        )
        .join('')}</select>`
    : `<input ${attributes} value="${escaped(value)}"${field.kind === 'nik' ? ' inputmode="numeric"' : ''}>`;
  return `<label for="${field.id}">${escaped(field.label)}${field.isRequired ? ' <b>*</b>' : ''}</label>${control}`;
}

function notice(sentences: string[]): string {
  if (sentences.length === 0) return '';
  return `<ul class="notice" role="alert">${sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join('')}</ul>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · SIAK (SIMULASI)</title><style>${STYLE}</style></head>
<body><div class="banner"><b>SIAK (SIMULASI)</b><span>Bukan sistem pemerintah. Semua orang dan nomor di sini rekaan; semua PDF bertanda SPESIMEN.</span></div>
<main>${body}</main></body></html>`;
}

const STYLE = `
body{margin:0;font:14px/1.5 system-ui,sans-serif;color:#16202a;background:#e9ecef}
.banner{position:sticky;top:0;background:#b3261e;color:#fff;padding:10px 20px;display:flex;gap:14px;flex-wrap:wrap;align-items:baseline}
.banner b{font-size:18px}
main{max-width:900px;margin:16px auto;background:#fff;border:1px solid #6b7885;padding:16px 24px}
h1{font-size:20px;margin:8px 0 12px}h2{font-size:16px;margin:24px 0 8px}
fieldset{display:grid;grid-template-columns:240px 1fr;gap:6px 12px;align-items:center;border:1px solid #c9d1d8;margin:0 0 12px;padding:10px 14px}
legend{font-weight:700;padding:0 6px}
input,select,textarea{font:inherit;padding:6px 8px;border:1px solid #6b7885;border-radius:2px;width:100%;box-sizing:border-box;background:#fff;color:inherit}
[aria-invalid]{border:2px solid #b3261e}
.paste{background:#f2f8fd;border:1px solid #0b5c8a;padding:10px 14px;margin-bottom:12px}.paste label{font-weight:700}.hint{margin:0 0 6px;color:#51606e}
button{font:inherit;font-weight:600;padding:8px 14px;border:1px solid #6b7885;background:#edf0f3;cursor:pointer;margin:6px 0;color:inherit}
button.primary{background:#0b5c8a;border-color:#0b5c8a;color:#fff;font-size:15px;padding:10px 18px}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9d1d8;padding:6px 10px;text-align:left}th{background:#edf0f3}
dl{display:grid;grid-template-columns:120px 1fr;gap:4px 12px;font-size:16px}dd{margin:0;font-weight:700;font-variant-numeric:tabular-nums}
.notice{background:#fff1d1;border:1px solid #7a4b00;color:#6b4200;padding:8px 14px 8px 30px}
.inline{display:flex;gap:8px;align-items:center}.inline input{width:130px;margin-left:6px}.inline button{margin:0}b{color:#b3261e}.banner b{color:#fff}
a{color:#0b5c8a}:focus-visible{outline:3px solid #ffc400;outline-offset:1px}
@media(max-width:600px){fieldset{grid-template-columns:1fr}main{margin:0;border:0;padding:12px}}`;

function escaped(text: string): string {
  return text.replaceAll(
    /[&<>"']/g,
    (character) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character,
  );
}
