/** Accounts on a database of their own behind real HTTP routes, for the tests of this folder. */
import Fastify from 'fastify';
import pg from 'pg';
import { openTestDatabase } from '../../../test/support/database.ts';
import { createAccounts } from './accounts.ts';

/** The password of every account that `makeAccount` makes. */
export const password = 'kata sandi contoh';

/** What a test may ask of the running accounts. */
export type AccountBench = Awaited<ReturnType<typeof openAccountBench>>;

/** Starts accounts whose PUBLIC_URL is `http://kantor.example`, or the same on https. */
export async function openAccountBench(scheme: 'http' | 'https' = 'http') {
  const database = await openTestDatabase();
  const pool = new pg.Pool({ connectionString: database.appUrl });
  const admin = new pg.Pool({ connectionString: database.adminUrl });
  // Connections that are still being closed when the database is dropped are broken off; that is no fault.
  for (const each of [pool, admin]) each.on('error', () => undefined);
  const baseUrl = `${scheme}://kantor.example`;
  const secret = 'a-test-secret-that-signs-cookies-0123456789';
  const settings = { pool, secret, baseUrl, secureCookies: scheme === 'https' };
  const accounts = createAccounts(settings);
  const server = Fastify({ trustProxy: true });
  server.all('/api/accounts/*', (request, reply) => accounts.handler(request, reply));
  let lastOctet = 0;

  const bench = {
    accounts,
    settings,
    server,
    /** Looks into the database as its administrator. */
    admin,
    /** Where requests come from: another address for every test, so that their limits stay apart. */
    address: '10.0.0.0',
    async reset() {
      await admin.query('delete from accounts.users');
      bench.address = `10.0.0.${++lastOctet}`;
    },
    async post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const response = await server.inject({
        method: 'POST',
        url: `/api/accounts${path}`,
        headers: {
          host: 'kantor.example',
          origin: baseUrl,
          'content-type': 'application/json',
          'x-forwarded-for': bench.address,
          ...headers,
        },
        payload: JSON.stringify(body),
      });
      const setCookie = ([] as string[]).concat(response.headers['set-cookie'] ?? []);
      return { status: response.statusCode, body: response.json(), text: response.body, setCookie };
    },
    async makeAccount(username = 'siti.aminah') {
      const made = await accounts.createAccount({ username, password, displayName: 'Siti Aminah' });
      if (!made.ok) throw new Error(made.problem);
      return made.accountId;
    },
    /** Signs in and answers the cookie header for the next requests; empty when refused. */
    async signIn(username = 'siti.aminah', secretWord = password) {
      const answer = await bench.post('/sign-in', { username, password: secretWord });
      return answer.setCookie.map((cookie) => cookie.split(';')[0]).join('; ');
    },
    async close() {
      await server.close();
      await pool.end();
      await admin.end();
      await database.close();
    },
  };
  return bench;
}
