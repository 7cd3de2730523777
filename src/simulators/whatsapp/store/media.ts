/** Files on the simulated network: what the business uploaded and what handsets sent. */
import { createHash } from 'node:crypto';
import type { Dice } from '../dice.ts';
import type { Database } from './database.ts';

/** One file. `origin` decides how long its id lives: 30 days when uploaded, 7 when it came in a webhook. */
export interface Media {
  id: string;
  origin: 'upload' | 'webhook';
  mime: string;
  filename?: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  bytes: Uint8Array;
  /** Virtual milliseconds. */
  at: number;
  deletedAt?: number;
}

/** Life of an id in virtual milliseconds (Meta's media page: 30 days uploaded, 7 days from a webhook). */
const mediaLifeMs = { upload: 30 * 86_400_000, webhook: 7 * 86_400_000 } as const;

/** Whether the Graph paths still know this file. The handset keeps its own copy for ever. */
export function isAlive(media: Media, now: number): boolean {
  return media.deletedAt === undefined && now < media.at + mediaLifeMs[media.origin];
}

interface Row {
  id: string;
  origin: Media['origin'];
  mime: string;
  filename: string | null;
  sha256: string;
  bytes: Uint8Array;
  at: number;
  deleted_at: number | null;
}

/** How to reach the files in the state. */
export interface MediaStore {
  find(id: string): Media | undefined;
  add(file: Pick<Media, 'origin' | 'mime' | 'filename' | 'bytes' | 'at'>): Media;
  markDeleted(id: string, at: number): void;
}

/** Opens the files of a state. */
export function openMedia(db: Database, dice: Dice): MediaStore {
  const find = (id: string): Media | undefined => {
    const row = db.get<Row>('SELECT * FROM media WHERE id = ?', id);
    if (!row) return undefined;
    const { filename, deleted_at: deletedAt, ...rest } = row;
    return {
      ...rest,
      ...(filename === null ? {} : { filename }),
      ...(deletedAt === null ? {} : { deletedAt }),
    };
  };
  return {
    find,
    add(file) {
      const id = dice.newDigits(15);
      const sha256 = createHash('sha256').update(file.bytes).digest('hex');
      db.run(
        'INSERT INTO media (id, origin, mime, filename, sha256, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        id,
        file.origin,
        file.mime,
        file.filename ?? null,
        sha256,
        file.bytes,
        file.at,
      );
      return { ...file, id, sha256 };
    },
    markDeleted: (id, at) => db.run('UPDATE media SET deleted_at = ? WHERE id = ?', at, id),
  };
}
