/** The database under measurement: asked for counts by the app's own role, and found among the processes. */
import pg from 'pg';
import { demoOffice } from '../src/main/demo/demo-office.ts';
import { officeIdOf } from '../src/main/office/office-id.ts';
import { findEmbeddedAddresses } from '../src/main/postgres/embedded.ts';
import { readProcess } from './processes.ts';

/** A connection beside the app's, bound to the demo's office. */
export class MeasuredDatabase {
  readonly #client: pg.Client;
  /** The server's first process; undefined when the server runs on another machine. */
  readonly serverPid: number | undefined;

  private constructor(client: pg.Client, serverPid: number | undefined) {
    this.#client = client;
    this.serverPid = serverPid;
  }

  /** Connects to the given database, or to the embedded one of this data folder. */
  static async connect(given: { url?: string; dataFolder: string }): Promise<MeasuredDatabase> {
    const url = given.url ?? (await findEmbeddedAddresses({ folder: given.dataFolder }))?.appUrl;
    if (url === undefined) throw new Error('there is no database in this data folder');
    const client = new pg.Client({ connectionString: url, application_name: 'sampai-bench' });
    await client.connect();
    await client.query(
      "select set_config('sampai.office', $1, false), set_config('sampai.areas', '*', false)",
      [officeIdOf(demoOffice.regencyCode)],
    );
    return new MeasuredDatabase(client, await findServer(client));
  }

  /** A count that SQL makes: one row, one number. */
  async count(sql: string, values: unknown[] = []): Promise<number> {
    const { rows } = await this.#client.query<{ count: string }>(sql, values);
    return Number(rows[0]!.count);
  }

  /** Whether a commit waits until it is on the disk, as the acknowledgements promise. */
  async isDurable(): Promise<boolean> {
    const { rows } = await this.#client.query<{ fsync: string; commit: string }>(
      "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
    );
    return (
      rows[0]!.fsync === 'on' && ['on', 'remote_apply', 'remote_write', 'local'].includes(rows[0]!.commit)
    );
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}

/** Our own backend is a child of the server. A process of that number here that is no backend of ours proves nothing. */
async function findServer(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = await readProcess(rows[0]!.pid);
  const server = backend && (await readProcess(backend.parent));
  return backend?.name === 'postgres' && server?.name === 'postgres' ? server.pid : undefined;
}
