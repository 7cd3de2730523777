/** The handsets: simulated people's phones with their identity and switches. */
import type { Dice } from '../dice.ts';
import type { HandsetSeed, Suggestion } from '../options.ts';
import type { Database } from './database.ts';

/** The switches a person (or a test) can flip on a handset. */
export interface Switches {
  /** Off the network: nothing arrives, what is written waits. */
  airplane: boolean;
  /** Whether reading is reported. */
  receipts: boolean;
  /** The number stays hidden from the business: webhooks carry the BSUID only. */
  usernameOnly: boolean;
  /** This person blocked the business: nothing is ever delivered. */
  blocked: boolean;
}

/** One simulated phone. */
export interface Handset {
  id: string;
  name: string;
  /** International digits without `+`; equal to its wa_id. */
  phone: string;
  /** Business-scoped user id; changes with the number, as at Meta. */
  bsuid: string;
  username?: string;
  switches: Switches;
  suggestions: Suggestion[];
  /** Virtual milliseconds of the last message to the business; opens the 24-hour window. */
  lastInboundAt?: number;
}

interface Row {
  id: string;
  name: string;
  phone: string;
  bsuid: string;
  username: string | null;
  is_airplane: number;
  has_receipts: number;
  is_username_only: number;
  is_blocking: number;
  suggestions: string;
  last_inbound_at: number | null;
}

const columnOf = {
  airplane: 'is_airplane',
  receipts: 'has_receipts',
  usernameOnly: 'is_username_only',
  blocked: 'is_blocking',
} as const;

function fromRow(row: Row): Handset {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    bsuid: row.bsuid,
    ...(row.username === null ? {} : { username: row.username }),
    switches: {
      airplane: row.is_airplane === 1,
      receipts: row.has_receipts === 1,
      usernameOnly: row.is_username_only === 1,
      blocked: row.is_blocking === 1,
    },
    suggestions: JSON.parse(row.suggestions),
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: row.last_inbound_at }),
  };
}

/** How to reach the handsets in the state. */
export interface Handsets {
  list(): Handset[];
  find(id: string): Handset | undefined;
  findByPhone(phone: string): Handset | undefined;
  findByBsuid(bsuid: string): Handset | undefined;
  /** Makes one. The caller has checked that id and phone are free. */
  add(handset: HandsetSeed): Handset;
  suggest(id: string, suggestions: Suggestion[]): void;
  flip(id: string, switches: Partial<Switches>): void;
  rename(id: string, names: { name?: string; username?: string }): void;
  noteInbound(id: string, at: number): void;
  /** Gives a new number or only a new BSUID. Both close the window, since to Meta this is another user. */
  changeIdentity(id: string, phone: string, bsuid: string): void;
  newBsuid(): string;
}

/** Opens the handsets of a state. */
export function openHandsets(db: Database, dice: Dice): Handsets {
  const one = (column: string, value: string) => {
    const row = db.get<Row>(`SELECT * FROM handsets WHERE ${column} = ?`, value);
    return row && fromRow(row);
  };
  const newBsuid = () => `ID.${dice.newDigits(18)}`;
  return {
    list: () => db.all<Row>('SELECT * FROM handsets ORDER BY sequence').map(fromRow),
    find: (id) => one('id', id),
    findByPhone: (phone) => one('phone', phone),
    findByBsuid: (bsuid) => one('bsuid', bsuid),
    add({ id, name, phone, username, suggestions = [] }) {
      db.run(
        'INSERT INTO handsets (id, name, phone, bsuid, username, suggestions, sequence) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        name,
        phone,
        newBsuid(),
        username ?? null,
        JSON.stringify(suggestions),
        db.nextNumber(),
      );
      return one('id', id)!;
    },
    suggest: (id, suggestions) =>
      db.run('UPDATE handsets SET suggestions = ? WHERE id = ?', JSON.stringify(suggestions), id),
    flip(id, switches) {
      for (const [name, column] of Object.entries(columnOf)) {
        const value = switches[name as keyof Switches];
        if (value !== undefined) db.run(`UPDATE handsets SET ${column} = ? WHERE id = ?`, value ? 1 : 0, id);
      }
    },
    rename(id, names) {
      if (names.name !== undefined) db.run('UPDATE handsets SET name = ? WHERE id = ?', names.name, id);
      if (names.username !== undefined)
        db.run('UPDATE handsets SET username = ? WHERE id = ?', names.username || null, id);
    },
    noteInbound: (id, at) => db.run('UPDATE handsets SET last_inbound_at = ? WHERE id = ?', at, id),
    changeIdentity: (id, phone, bsuid) =>
      db.run(
        'UPDATE handsets SET phone = ?, bsuid = ?, last_inbound_at = NULL WHERE id = ?',
        phone,
        bsuid,
        id,
      ),
    newBsuid,
  };
}
