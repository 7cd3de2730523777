/** Listens for committed changes on a connection of its own and tells whoever subscribed. */
import pg from 'pg';
import { CHANGES_CHANNEL } from './storage.ts';

/** Topics that changed in one office. */
export interface ChangeFeed {
  subscribe(listener: (topic: string) => void): () => void;
  close(): Promise<void>;
}

const RETRY_MS = 500;

/**
 * Connects, and connects again whenever the connection is lost; the topic `reconnected` then says that anything may
 * have changed.
 */
export function listenForChanges(connectionString: string, officeId: string): ChangeFeed {
  const listeners = new Set<(topic: string) => void>();
  let client: pg.Client | undefined;
  let isClosed = false;
  let hasListened = false;

  const connect = async (): Promise<void> => {
    if (isClosed) return;
    const fresh = new pg.Client({ connectionString, application_name: 'sampai-changes' });
    let isLost = false;
    const lose = () => {
      if (isLost) return;
      isLost = true;
      void fresh.end().catch(() => undefined);
      if (!isClosed) setTimeout(() => void connect(), RETRY_MS).unref();
    };
    fresh.on('error', lose);
    fresh.on('end', lose);
    fresh.on('notification', ({ payload = '' }) => {
      const [office, topic = ''] = payload.split(' ');
      if (office === officeId) for (const listener of listeners) listener(topic);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANGES_CHANNEL}`);
      client = fresh;
      // What changed meanwhile was told to nobody.
      if (hasListened) for (const listener of listeners) listener('reconnected');
      hasListened = true;
    } catch {
      lose();
    }
  };
  void connect();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
