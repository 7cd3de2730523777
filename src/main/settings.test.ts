/** Tells which settings start Sampai and which stop it, and that the sentence names the variable to mend. */
import { describe, expect, it } from 'vitest';
import { type Machine, readSettings, type Settings } from './settings.ts';

const machine: Machine = { isRoot: false, homeFolder: '/home/orang' };

const production = {
  SAMPAI_MODE: 'produksi',
  SAMPAI_REGENCY: '63.11',
  SAMPAI_KEY_FILE: '/etc/sampai/keys.json',
  DATABASE_URL: 'postgresql://app:rahasia@db.contoh.go.id/sampai',
  PUBLIC_URL: 'https://sampai.contoh.go.id/',
  WHATSAPP_APP_SECRET: 'a1b2',
  WHATSAPP_VERIFY_TOKEN: 'c3d4',
  WHATSAPP_ACCESS_TOKEN: 'EAAnyata',
  WHATSAPP_PHONE_NUMBER_ID: '123456789',
};

function settingsOf(env: Record<string, string>, on: Machine = machine): Settings {
  const outcome = readSettings(env, on);
  if (!outcome.ok) throw new Error(outcome.sentence.en);
  return outcome.settings;
}

function sentenceOf(env: Record<string, string>): string {
  const outcome = readSettings(env, machine);
  if (outcome.ok) throw new Error('expected a refusal');
  expect(outcome.sentence.id).not.toBe(outcome.sentence.en);
  return outcome.sentence.id;
}

describe('Mode Peragaan', () => {
  it('needs no setting at all', () => {
    expect(settingsOf({})).toMatchObject({
      mode: 'peragaan',
      dataFolder: '/home/orang/.local/share/sampai',
      keyFile: '/home/orang/.local/share/sampai/keys/office.json',
      database: { kind: 'embedded' },
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      whatsapp: { graphBaseUrl: 'http://127.0.0.1:8090' },
      bsre: { baseUrl: 'http://127.0.0.1:8091' },
      simulators: { whatsappPort: 8090, bsrePort: 8091, siakPort: 8092 },
    });
  });

  it('keeps its data where the system or the user wants it', () => {
    expect(settingsOf({}, { ...machine, isRoot: true }).dataFolder).toBe('/var/lib/sampai');
    expect(settingsOf({ XDG_DATA_HOME: '/data' }).dataFolder).toBe('/data/sampai');
    expect(settingsOf({ SAMPAI_DATA: '/srv/sampai', XDG_DATA_HOME: '/data' }).dataFolder).toBe('/srv/sampai');
  });

  it('takes a single outside variable, such as an own webhook secret', () => {
    const { whatsapp } = settingsOf({ WHATSAPP_APP_SECRET: 'mine', WHATSAPP_VERIFY_TOKEN: '' });
    expect(whatsapp).toMatchObject({ appSecret: 'mine', verifyToken: 'peragaan-verify-token' });
  });

  it.each([
    ['WHATSAPP_ACCESS_TOKEN', 'EAAnyata'],
    ['GRAPH_BASE_URL', 'https://graph.facebook.com'],
  ])('refuses to start simulators beside the real WhatsApp of %s', (name, value) => {
    expect(sentenceOf({ [name]: value })).toContain(`kosongkan ${name}`);
  });

  it('is always in Balangan, and says so to whoever names another regency', () => {
    expect(settingsOf({ SAMPAI_REGENCY: '63.11' }).regencyCode).toBe('63.11');
    expect(sentenceOf({ SAMPAI_REGENCY: '63.12' })).toContain('selalu di Balangan');
  });

  it('refuses ports that meet each other', () => {
    expect(sentenceOf({ PORT: '8091' })).toContain('SIMULATORS_PORT');
  });
});

describe('mode produksi', () => {
  it('talks to Meta, without simulators, and signs in SIAK unless BSrE is set up', () => {
    const settings = settingsOf(production);
    expect(settings.whatsapp.graphBaseUrl).toBe('https://graph.facebook.com');
    expect(settings.publicUrl).toBe('https://sampai.contoh.go.id');
    expect(settings.simulators).toBeUndefined();
    expect(settings.bsre).toBeUndefined();
  });

  it.each(Object.keys(production).filter((name) => name !== 'SAMPAI_MODE'))('demands %s', (name) => {
    expect(sentenceOf({ ...production, [name]: '' })).toMatch(new RegExp(`^${name} belum diisi: `));
  });

  it.each([
    ['SIMULATORS_PORT', '9000'],
    ['SAMPAI_REGENCY', 'Balangan'],
    ['PUBLIC_URL', 'http://sampai.contoh.go.id'],
    ['WHATSAPP_APP_SECRET', 'peragaan-app-secret'],
    ['WHATSAPP_PHONE_NUMBER_ID', '+62 811'],
    ['GRAPH_BASE_URL', 'http://graph.contoh.id'],
    ['BSRE_USER', 'kantor'],
  ])('refuses %s=%s', (name, value) => {
    expect(sentenceOf({ ...production, [name]: value })).toContain(name);
  });
});

describe('every mode', () => {
  it.each([
    ['SAMPAI_MODE', 'demo'],
    ['SAMPAI_DATA', 'data'],
    ['PORT', '0'],
    ['PORT', 'delapan'],
    ['DATABASE_PORT', '70000'],
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['DATABASE_URL', 'postgresql://server'],
    ['PUBLIC_URL', 'sampai.contoh.go.id'],
    ['GRAPH_VERSION', '24'],
    ['SAMPAI_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in a sentence that names it', (name, value) => {
    expect(sentenceOf({ [name]: value })).toContain(name);
  });

  it('refuses database settings that contradict each other', () => {
    const url = 'postgresql://app@server/sampai';
    expect(sentenceOf({ DATABASE_ADMIN_URL: url })).toContain('DATABASE_URL belum diisi');
    expect(sentenceOf({ DATABASE_URL: url, DATABASE_PORT: '5433' })).toContain('DATABASE_PORT');
    expect(sentenceOf({ DATABASE_URL: url, DATABASE_ADMIN_URL: 'postgresql://a@server/lain' })).toContain(
      'berbeda',
    );
  });

  it('names a variable of ours that nobody reads, with the one that was probably meant', () => {
    const warningsOf = (name: string) => {
      const read = readSettings({ [`SAMPAI_${name}`]: 'x' }, machine);
      return read.ok ? read.warnings.map(({ id }) => id) : undefined;
    };
    expect(warningsOf('DATEN')).toEqual([
      'SAMPAI_' + 'DATEN tidak dikenal dan tidak dipakai: mungkin maksudnya SAMPAI_DATA.',
    ]);
    expect(warningsOf('TRUSTDIR')?.[0]).toContain('SAMPAI_TRUST_DIR');
    expect(warningsOf('KOPI_TUBRUK_PAGI')).toEqual([expect.stringMatching(/tidak dipakai\.$/u)]);
    expect(warningsOf('TEST_ALL')).toEqual([]);
    expect(readSettings({ ...production, PATH: '/bin' }, machine)).toMatchObject({ ok: true, warnings: [] });
  });

  it('never repeats a secret in the sentence', () => {
    expect(sentenceOf({ DATABASE_URL: 'postgres://app:s3cr3t@' })).not.toContain('s3cr3t');
  });
});
