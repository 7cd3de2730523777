/** Tells how the embedded PostgreSQL survives being killed, and in which words it refuses a bad place. */
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findEmbeddedAddresses,
  startEmbeddedPostgres,
} from './embedded.ts';
import { describePostgresRefusal } from './refusal.ts';

let parent: string;
let folder: string;
let running: EmbeddedPostgres | undefined;

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ folder, ...options });
  if (!started.ok) throw new Error(describePostgresRefusal(started.refusal).en);
  running = started.postgres;
  return running;
}

async function refusalOf(options: EmbeddedPostgresOptions) {
  const started = await startEmbeddedPostgres(options);
  if (started.ok) {
    await started.postgres.stop();
    throw new Error('expected a refusal');
  }
  const { id, en } = describePostgresRefusal(started.refusal);
  expect(id).not.toBe(en);
  return started.refusal;
}

async function query(server: { adminUrl: string }, sql: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: server.adminUrl.replace(/\/sampai$/, '/postgres') });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sampai-pg-'));
  await chmod(parent, 0o755);
  folder = join(parent, 'data');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => rm(parent, { recursive: true, force: true }));

describe('a server that is killed', () => {
  it('keeps every acknowledged row when its own process is killed', async () => {
    const first = await start();
    const [settings] = await query(
      first,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding`,
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', tcp: '', encoding: 'UTF8' });
    await query(first, 'create table kept (n int)');
    await query(first, 'insert into kept select generate_series(1, 100)');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toBe('signal SIGKILL');
    const second = await start();
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await query(second, 'select count(*)::int as n from kept')).toEqual([{ n: 100 }]);
  });

  it('is ended and started anew when its parent was killed and it ran on alone', async () => {
    const script = join(parent, 'parent.ts');
    const module = fileURLToPath(new URL('./embedded.ts', import.meta.url));
    await writeFile(
      script,
      `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
       const started = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
       console.log(started.ok ? started.postgres.pid : 'refused');`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const orphan = await new Promise<number>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))),
    );
    child.kill('SIGKILL');
    expect(await isRunning(orphan)).toBe(true);
    const server = await start();
    expect(server.pid).not.toBe(orphan);
    expect(await isRunning(orphan)).toBe(false);
    expect(await query(server, 'select count(*)::int as n from kept')).toEqual([{ n: 100 }]);
  });

  it('is not confused by the note of a dead server whose number another process has now', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(folder, 'postgres', 'data', 'postmaster.pid'), `${process.ppid}\n${folder}\n`);
    const second = await start();
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('creates the cluster anew when it was killed while creating it', async () => {
    const other = join(parent, 'half');
    await mkdir(join(other, 'postgres', 'data.1.half', 'base'), { recursive: true });
    const server = await start({ folder: other, isThrowaway: true });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a server with a port', () => {
  it('listens on this machine alone, and its address is known without starting it', async () => {
    const port = await takePort((_, freePort) => Promise.resolve(freePort));
    const server = await start({ port });
    expect(server.adminUrl).toContain(`@127.0.0.1:${port}/`);
    expect(await findEmbeddedAddresses({ folder, port })).toEqual({
      adminUrl: server.adminUrl,
      appUrl: server.appUrl,
    });
    const [settings] = await query(server, `select current_setting('listen_addresses') as tcp`);
    expect(settings).toEqual({ tcp: '127.0.0.1' });
  });

  it('refuses a port that somebody else uses', async () => {
    const refusal = await takePort((busyPort) => refusalOf({ folder, port: busyPort }));
    expect(refusal).toMatchObject({ kind: 'port-taken' });
  });
});

describe('a bad place', () => {
  it('is refused when it lies below a file', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    expect(await refusalOf({ folder: join(file, 'data') })).toMatchObject({ kind: 'folder-not-writable' });
  });

  it('is refused when it is closed to us or, as root, to the user that runs PostgreSQL', async () => {
    const closed = join(parent, 'closed');
    await mkdir(closed, { mode: process.getuid?.() === 0 ? 0o700 : 0o500 });
    expect(await refusalOf({ folder: join(closed, 'data') })).toEqual(
      process.getuid?.() === 0
        ? { kind: 'folder-not-reachable', path: closed, user: 'nobody' }
        : { kind: 'folder-not-writable', path: join(closed, 'data') },
    );
  });

  it.each([
    ['a newer PostgreSQL made it', '99\n', 'other-version'],
    ['it holds something else', '', 'folder-damaged'],
  ])('is refused when %s', async (_, version, kind) => {
    const other = await layOut(`version-${kind}`, version);
    await writeFile(join(other, 'postgres-passwords.json'), JSON.stringify({ admin: 'a', app: 'b' }));
    expect(await refusalOf({ folder: other })).toMatchObject({ kind });
  });

  it('is refused when its passwords are lost', async () => {
    expect(await refusalOf({ folder: await layOut('lost', '18\n') })).toMatchObject({
      kind: 'folder-damaged',
    });
  });

  async function layOut(name: string, version: string): Promise<string> {
    const other = join(parent, name);
    await mkdir(join(other, 'postgres', 'data'), { recursive: true });
    await writeFile(join(other, 'postgres', 'data', 'PG_VERSION'), version);
    return other;
  }
});

/** Killed processes whose parent is gone may stay in the list as remains ("Z") for a while. */
async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Holds a port while `act` runs; also gives one that is free. */
async function takePort<Result>(
  act: (busyPort: number, freePort: number) => Promise<Result>,
): Promise<Result> {
  const [busy, free] = [createServer(), createServer()];
  const portOf = (server: typeof busy) =>
    new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
  const ports = await Promise.all([portOf(busy), portOf(free)]);
  await new Promise((resolve) => free.close(resolve));
  try {
    return await act(...ports);
  } finally {
    busy.close();
  }
}
