/** The upload sandbox as its users meet it: one warm child, replaced when it dies, gone when nobody needs it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { soundImages } from './bad-uploads/images.fixture.ts';
import { onePage, packedStream, soundPdf } from './bad-uploads/pdf-parts.fixture.ts';
import { createUploadSandbox } from './upload-sandbox.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

type Sandbox = ReturnType<typeof createUploadSandbox>;
let open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.map((sandbox) => sandbox.close()));
  open = [];
});
function given(settings?: Parameters<typeof createUploadSandbox>[0]): Sandbox {
  const sandbox = createUploadSandbox(settings);
  open.push(sandbox);
  return sandbox;
}

const isLinux = existsSync('/proc/self/status');
/** The process ids of the children of this process that open uploads (Linux). */
function children(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isOurChild(pid));
}
function isOurChild(pid: number): boolean {
  try {
    const isOurs = readFileSync(`/proc/${pid}/status`, 'latin1').includes(`\nPPid:\t${process.pid}\n`);
    return isOurs && readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('sandbox-child.ts');
  } catch {
    return false;
  }
}

describe('given a sound file', () => {
  it.each(Object.entries(soundImages))('a %s comes back as one page of its size', async (kind, file) => {
    const inspection = await given().inspect(file);
    expect(inspection).toMatchObject({ ok: true, kind, pages: [{ widthPx: 300, heightPx: 400 }] });
  });

  it('a PDF page is drawn at 180 dots per inch', async () => {
    const inspection = await given().inspect(soundPdf);
    expect(inspection).toMatchObject({ ok: true, kind: 'pdf', pages: [{ widthPx: 1487, heightPx: 2105 }] });
  });

  it('several at once are all answered, by one child, and their cost is counted', async () => {
    const sandbox = given();
    const answers = await Promise.all(Array.from({ length: 5 }, () => sandbox.inspect(soundImages.jpeg)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(sandbox.usage()).toMatchObject({ files: 5, childStarts: 1 });
    expect(sandbox.usage().cpuMs).toBeGreaterThan(0);
    expect(sandbox.usage().startCpuMs).toBeGreaterThan(0);
  });
});

describe('given what needs no opening', () => {
  it('nothing, too much and the wrong kind are refused without starting a child', async () => {
    const sandbox = given({ limits: { fileBytes: 1000 } });
    expect(await sandbox.inspect(new Uint8Array(0))).toEqual({ ok: false, problem: 'empty' });
    expect(await sandbox.inspect(new Uint8Array(1001))).toEqual({ ok: false, problem: 'too-large' });
    expect(await sandbox.inspect(Buffer.from('GIF89a'))).toEqual({ ok: false, problem: 'wrong-kind' });
    expect(sandbox.usage()).toMatchObject({ files: 0, childStarts: 0 });
  });
});

describe('given a file that costs too much', () => {
  const endlessPage = onePage({ content: packedStream('0 0 m 595 842 l S '.repeat(1_600_000)) });

  it.each([{ cpuMs: 800 }, { wallMs: 4000 }])(
    'the child is killed after %o, and the next file is served',
    async (limits) => {
      // Enough memory that the time is what runs out.
      const sandbox = given({ limits: { residentBytes: 4 * 1024 ** 3, ...limits } });
      expect(await sandbox.inspect(endlessPage)).toEqual({ ok: false, problem: 'took-too-long' });
      // A picture costs next to nothing, so that even a crowded machine opens it within these limits.
      expect(await sandbox.inspect(soundImages.jpeg)).toMatchObject({ ok: true });
      expect(sandbox.usage()).toMatchObject({ files: 2, childStarts: 2 });
    },
  );

  it.runIf(isLinux)('a child above its memory is killed, and the next file is served', async () => {
    const sandbox = given({ limits: { residentBytes: 160 * 1024 * 1024 } });
    const wide = onePage({ content: packedStream(Buffer.alloc(150_000_000, ' ')) });
    expect(await sandbox.inspect(wide)).toEqual({ ok: false, problem: 'unreadable' });
    expect(await sandbox.inspect(soundImages.jpeg)).toMatchObject({ ok: true });
  });
});

describe.runIf(isLinux)('given a child that is gone', () => {
  it('killed between two files: the next one starts another', async () => {
    const sandbox = given();
    await sandbox.inspect(soundImages.jpeg);
    for (const pid of children()) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(children()).toEqual([]), inTime);
    expect(await sandbox.inspect(soundImages.jpeg)).toMatchObject({ ok: true });
    expect(sandbox.usage().childStarts).toBe(2);
  });

  it('killed in the middle of a file by someone else: the file is opened again in a fresh one', async () => {
    const sandbox = given();
    await sandbox.inspect(soundPdf);
    const [pid] = children();
    const tenPages = sandbox.inspect(onePage({ content: packedStream('0 0 m 595 842 l S '.repeat(3000)) }));
    await pause(30);
    process.kill(pid!, 'SIGKILL');
    expect(await tenPages).toMatchObject({ ok: true });
    expect(sandbox.usage().childStarts).toBe(2);
  });

  it('replaced after as many files as it may open', async () => {
    const sandbox = given({ limits: { filesPerChild: 2 } });
    for (let file = 0; file < 4; file++) await sandbox.inspect(soundImages.png);
    expect(sandbox.usage()).toMatchObject({ files: 4, childStarts: 2 });
  });

  it('idle: it ends, so that a quiet office spends no memory on it', async () => {
    const sandbox = given({ childIdleMs: 50 });
    await sandbox.inspect(soundImages.jpeg);
    expect(sandbox.usage().childStarts).toBe(1);
    await vi.waitFor(() => expect(children()).toEqual([]), inTime);
    expect(await sandbox.inspect(soundImages.jpeg)).toMatchObject({ ok: true });
    expect(sandbox.usage().childStarts).toBe(2);
  });

  it('closed in the middle of a file: the file is not called unreadable, it is still to be inspected', async () => {
    const sandbox = given();
    const busy = sandbox.inspect(onePage({ content: packedStream('0 0 m 595 842 l S '.repeat(100_000)) }));
    const outcome = expect(busy).rejects.toThrow('closed');
    await vi.waitFor(() => expect(children()).toHaveLength(1), inTime);
    await pause(400);
    await sandbox.close();
    await outcome;
  });

  it('closed: nothing runs any more, and a further file is a mistake', async () => {
    const sandbox = given();
    await sandbox.inspect(soundImages.jpeg);
    await sandbox.close();
    await vi.waitFor(() => expect(children()).toEqual([]), inTime);
    await expect(sandbox.inspect(soundImages.jpeg)).rejects.toThrow('closed');
  });
});

describe.runIf(isLinux)('given the running child', () => {
  it('it has none of our environment, no rights, no network and the kernel bounds', async () => {
    process.env.SAMPAI_CANARY = 'secret-of-the-office';
    const sandbox = given();
    await sandbox.inspect(soundImages.jpeg);
    delete process.env.SAMPAI_CANARY;
    const [pid] = children();
    const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'latin1');
    const isRoot = process.getuid?.() === 0;
    // After giving up root even its environment is closed to others than root; either way nothing of ours shows.
    if (isRoot) expect(read('environ')).not.toContain('secret-of-the-office');
    if (isRoot) expect(read('status')).toMatch(/^Uid:\s+65534\s+65534/m);
    expect(read('cmdline').split('\0')).toContain('--permission');
    expect(read('limits')).toMatch(/^Max file size\s+0\s+0/m);
    expect(read('limits')).toMatch(/^Max cpu time\s+60\s+60/m);
    if (canUnshare(isRoot))
      expect(
        read('net/dev')
          .match(/^\s*\w+:/gm)
          ?.map((name) => name.trim()),
      ).toEqual(['lo:']);
  });
});

function canUnshare(isRoot: boolean): boolean {
  try {
    execFileSync('unshare', isRoot ? ['--net', 'true'] : ['--net', '--map-root-user', 'true'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
