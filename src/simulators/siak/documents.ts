/** The documents of entries: drawn when first fetched, signed on request, cards confirmed as printed. */

import type { Database } from './database.ts';
import type { DocumentContent, DocumentType } from './enter-birth.ts';
import { kiaCard } from './enter-birth.ts';
import type { SiakSettings } from './options.ts';
import type { Rules } from './rules.ts';
import { drawBirthExtract, drawFamilyCard } from './specimen-pdfs.ts';

/** One document as the API and the page show it. KIA has no address: it is a card. */
export interface DocumentView {
  type: DocumentType;
  number: string;
  /** Path of the draft PDF. */
  url?: string;
  /** Path of the PDF signed in SIAK. */
  signedUrl?: string;
  /** For a card: serial of the blank and time of printing. */
  printed?: { blankSerial: string; at: string };
}

/** One entry as the API and the page show it. */
export interface EntryView {
  entryId: string;
  kind: string;
  enteredAt: string;
  childName: string;
  childNik: string;
  noKk: string;
  warnings: string[];
  documents: DocumentView[];
}

interface DocumentRow {
  entry_id: string;
  type: DocumentType;
  number: string;
  content: string;
  draft: Uint8Array | null;
  signed: Uint8Array | null;
  printed: string | null;
}

/** What can be done with the documents of entries. */
export interface Documents {
  list(): EntryView[];
  find(entryId: string): EntryView | undefined;
  /** PDF bytes; `undefined` for a card, an unknown document, or a signed one that is not signed yet. */
  pdf(entryId: string, type: string, edition: 'draft' | 'signed'): Promise<Uint8Array | undefined>;
  /** Signs every PDF of the entry; `undefined` when there is no such entry. Throws what the signer throws. */
  sign(entryId: string): Promise<EntryView | undefined>;
  card(entryId: string): Record<string, string> | undefined;
  /** Notes that the card was printed on a blank; a blank is used once. */
  printCard(
    entryId: string,
    blankSerial: string,
    at: Date,
  ): EntryView | 'no-card' | 'already-printed' | 'blank-used';
}

/** Opens the documents over the simulator's state. */
export function openDocuments(database: Database, settings: SiakSettings, rules: Rules): Documents {
  const rows = (entryId: string) =>
    database.all<DocumentRow>('SELECT * FROM document WHERE entry_id = ? ORDER BY rowid', entryId);
  const row = (entryId: string, type: string) => rows(entryId).find((each) => each.type === type);
  const find = (entryId: string) => {
    const entry = database.one<EntryRow>('SELECT * FROM entry WHERE id = ?', entryId);
    return entry && viewOf(entry, rows(entryId));
  };

  async function draftOf(document: DocumentRow): Promise<Uint8Array> {
    if (document.draft) return document.draft;
    const draft = await draw(document.type, JSON.parse(document.content), settings);
    database.run(
      'UPDATE document SET draft = ? WHERE entry_id = ? AND type = ?',
      draft,
      document.entry_id,
      document.type,
    );
    return draft;
  }

  return {
    list: () =>
      database
        .all<EntryRow>('SELECT * FROM entry ORDER BY rowid DESC LIMIT 100')
        .map((entry) => viewOf(entry, rows(entry.id))),
    find,
    async pdf(entryId, type, edition) {
      const document = row(entryId, type);
      if (!document || document.type === 'kia') return undefined;
      const bytes = edition === 'signed' ? document.signed : await draftOf(document);
      return bytes ? withFault(bytes, document, rules, settings) : undefined;
    },
    async sign(entryId) {
      for (const document of rows(entryId)) {
        if (document.type === 'kia' || document.signed || !settings.signer) continue;
        const signed = await settings.signer.sign(await draftOf(document));
        database.run(
          'UPDATE document SET signed = ? WHERE entry_id = ? AND type = ?',
          signed,
          entryId,
          document.type,
        );
      }
      return find(entryId);
    },
    card(entryId) {
      const document = row(entryId, 'kia');
      return document && kiaCard(JSON.parse(document.content));
    },
    printCard: (entryId, blankSerial, at) =>
      confirmCard(database, row(entryId, 'kia'), { blankSerial, at: at.toISOString() }) ?? find(entryId)!,
  };
}

function confirmCard(
  database: Database,
  card: DocumentRow | undefined,
  printed: { blankSerial: string; at: string },
): 'no-card' | 'already-printed' | 'blank-used' | undefined {
  if (!card) return 'no-card';
  if (card.printed) return 'already-printed';
  const isUsed = database.one(
    "SELECT 1 AS found FROM document WHERE json_extract(printed, '$.blankSerial') = ?",
    printed.blankSerial,
  );
  if (isUsed) return 'blank-used';
  const update = "UPDATE document SET printed = ? WHERE entry_id = ? AND type = 'kia'";
  database.run(update, JSON.stringify(printed), card.entry_id);
  return undefined;
}

interface EntryRow {
  id: string;
  kind: string;
  entered_at: string;
  fields: string;
  child_nik: string;
  no_kk: string;
  warnings: string;
}

function viewOf(entry: EntryRow, documents: DocumentRow[]): EntryView {
  return {
    entryId: entry.id,
    kind: entry.kind,
    enteredAt: entry.entered_at,
    childName: JSON.parse(entry.fields).namaAnak,
    childNik: entry.child_nik,
    noKk: entry.no_kk,
    warnings: JSON.parse(entry.warnings),
    documents: documents.map(({ type, number, signed, printed }) => {
      const path = `/api/entries/${entry.id}/documents/${type}`;
      if (type === 'kia') return { type, number, ...(printed ? { printed: JSON.parse(printed) } : {}) };
      return { type, number, url: `${path}.pdf`, ...(signed ? { signedUrl: `${path}-tte.pdf` } : {}) };
    }),
  };
}

function draw(type: DocumentType, content: DocumentContent, settings: SiakSettings): Promise<Uint8Array> {
  return type === 'kk'
    ? drawFamilyCard(content, settings.office)
    : drawBirthExtract(content, settings.office);
}

async function withFault(
  bytes: Uint8Array,
  document: DocumentRow,
  rules: Rules,
  settings: SiakSettings,
): Promise<Uint8Array> {
  const { type } = document;
  if (rules.take('wrong-child', type))
    return draw(type, ofAnotherChild(JSON.parse(document.content)), settings);
  if (rules.take('truncated', type)) return bytes.slice(0, Math.floor(bytes.length * 0.6));
  return bytes;
}

/** The same household with a child that was never entered, as when an operator saves the wrong record. */
function ofAnotherChild(content: DocumentContent): DocumentContent {
  const child = { ...content.child, name: 'Anak Contoh Lain', nik: '9901019999999999' };
  const members = content.household.members.map((member) =>
    member.nik === content.child.nik ? child : member,
  );
  const number = content.number.startsWith('9901-')
    ? content.number.replace(/\d{4}$/, '9999')
    : content.number;
  return { ...content, number, child, household: { ...content.household, members } };
}
