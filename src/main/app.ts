/** The app's process: reads the settings, connects to the database and serves. */
import Fastify from 'fastify';
import pg from 'pg';
import { listen } from './listen.ts';
import { runAsChild, type ServiceStart } from './run-as-child.ts';
import { readSettings } from './settings.ts';

async function start(): Promise<ServiceStart> {
  const read = readSettings(process.env);
  if (!read.ok) return read;
  const { database, host, port } = read.settings;
  if (database.kind !== 'given') throw new Error('the parent gives the address of the database');
  const pool = new pg.Pool({ connectionString: database.url, max: 10, application_name: 'sampai' });
  // The pool makes new connections by itself once PostgreSQL is back.
  pool.on('error', () => undefined);
  const server = Fastify({ logger: { level: 'warn' } });
  server.get('/health', async (_request, reply) => {
    try {
      await pool.query('select 1');
      return { status: 'ok' };
    } catch {
      return reply.code(503).send({ status: 'database-unavailable' });
    }
  });
  const refusal = await listen(server, host, port);
  if (refusal) return { ok: false, sentence: refusal };
  return {
    ok: true,
    service: {
      stop: async () => {
        await server.close();
        await pool.end();
      },
    },
  };
}

await runAsChild(start);
