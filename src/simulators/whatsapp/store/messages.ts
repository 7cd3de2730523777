/** All messages, both ways, with what became of them. */
import type { Database } from './database.ts';

/** `pending` waits on a handset without network; `accepted` is known to the network only. */
export type MessageState = 'pending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

/** What a message costs the business. */
export interface Pricing {
  billable: boolean;
  category: 'service' | 'utility' | 'marketing' | 'authentication';
  type: 'regular' | 'free_customer_service';
  costRp: number;
}

/** How the business addressed a message. */
export interface Address {
  by: 'phone' | 'bsuid';
  /** As it stood in the request. */
  input: string;
  /** Digits, or the BSUID. */
  value: string;
}

/** One message. `payload` is the content in Meta's wire format, without the envelope. */
export interface Message {
  wamid: string;
  position: number;
  /** Missing when the business wrote to somebody who has no handset here. */
  handsetId?: string;
  author: 'handset' | 'business';
  type: string;
  payload: Record<string, unknown>;
  contextWamid?: string;
  address?: Address;
  callbackData?: string;
  state: MessageState;
  errorCode?: number;
  pricing?: Pricing;
  /** Virtual milliseconds. */
  at: number;
  deliveredAt?: number;
  readAt?: number;
  editedAt?: number;
  revokedAt?: number;
  /** Emoji by author. */
  reactions: Partial<Record<'handset' | 'business', string>>;
}

type Row = Record<string, string | number | null>;

function fromRow(row: Row): Message {
  const optional = <T>(name: string, value: T | null | undefined) =>
    value === null || value === undefined ? {} : { [name]: value };
  return {
    wamid: String(row.wamid),
    position: Number(row.position),
    author: row.author as Message['author'],
    type: String(row.type),
    payload: JSON.parse(String(row.payload)),
    state: row.state as MessageState,
    at: Number(row.at),
    reactions: JSON.parse(String(row.reactions)),
    ...optional('handsetId', row.handset_id),
    ...optional('contextWamid', row.context_wamid),
    ...optional('address', row.recipient && JSON.parse(String(row.recipient))),
    ...optional('callbackData', row.callback_data),
    ...optional('errorCode', row.error_code),
    ...optional('pricing', row.pricing && JSON.parse(String(row.pricing))),
    ...optional('deliveredAt', row.delivered_at),
    ...optional('readAt', row.read_at),
    ...optional('editedAt', row.edited_at),
    ...optional('revokedAt', row.revoked_at),
  };
}

const columnOf = {
  position: 'position',
  payload: 'payload',
  state: 'state',
  errorCode: 'error_code',
  pricing: 'pricing',
  at: 'at',
  deliveredAt: 'delivered_at',
  readAt: 'read_at',
  editedAt: 'edited_at',
  revokedAt: 'revoked_at',
  reactions: 'reactions',
} as const;

/** What may change on a message after it was made. */
export type MessageChange = Partial<Pick<Message, keyof typeof columnOf>>;

/** How to reach the messages in the state. */
export interface Messages {
  find(wamid: string): Message | undefined;
  /** In the order in which they stand on the handset's screen. */
  ofHandset(handsetId: string): Message[];
  /** The newest ones of everybody, oldest first. */
  newest(limit: number): Message[];
  add(message: Omit<Message, 'position' | 'reactions'>): Message;
  change(wamid: string, change: MessageChange): Message;
  /** Delivered service messages of the business since `from` (virtual milliseconds). */
  countServiceSince(from: number): number;
}

/** Opens the messages of a state. */
export function openMessages(db: Database): Messages {
  const find = (wamid: string) => {
    const row = db.get<Row>('SELECT * FROM messages WHERE wamid = ?', wamid);
    return row && fromRow(row);
  };
  return {
    find,
    ofHandset: (handsetId) =>
      db.all<Row>('SELECT * FROM messages WHERE handset_id = ? ORDER BY position', handsetId).map(fromRow),
    newest: (limit) =>
      db.all<Row>('SELECT * FROM messages ORDER BY position DESC LIMIT ?', limit).map(fromRow).reverse(),
    add(message) {
      db.run(
        `INSERT INTO messages (wamid, position, handset_id, author, type, payload, context_wamid, recipient,
           callback_data, state, error_code, pricing, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        message.wamid,
        db.nextNumber(),
        message.handsetId ?? null,
        message.author,
        message.type,
        JSON.stringify(message.payload),
        message.contextWamid ?? null,
        message.address ? JSON.stringify(message.address) : null,
        message.callbackData ?? null,
        message.state,
        message.errorCode ?? null,
        message.pricing ? JSON.stringify(message.pricing) : null,
        message.at,
      );
      return find(message.wamid)!;
    },
    change(wamid, change) {
      for (const [name, value] of Object.entries(change)) {
        const column = columnOf[name as keyof typeof columnOf];
        const plain = typeof value === 'object' ? JSON.stringify(value) : (value ?? null);
        db.run(`UPDATE messages SET ${column} = ? WHERE wamid = ?`, plain, wamid);
      }
      return find(wamid)!;
    },
    countServiceSince: (from) =>
      db.get<{ n: number }>(
        `SELECT count(*) AS n FROM messages WHERE author = 'business' AND delivered_at >= ?
           AND json_extract(pricing, '$.category') = 'service'`,
        from,
      )!.n,
  };
}
