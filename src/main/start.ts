/** `npm start`: the one parent process, which keeps the database, the app and the simulators running. */
import { loadTrustAnchors } from '../adapters/pdf/check/trust-anchors.ts';
import { lockFolder } from './folder-lock.ts';
import { House } from './house.ts';
import { describeUnmade, makeKeyFile, readKeyFile } from './key-file.ts';
import { prepareDataFolder } from './postgres/data-folder.ts';
import { ProcessOutput } from './process-output.ts';
import { printSentence, type Sentence } from './sentence.ts';
import { localAddress, readSettings, type Settings } from './settings.ts';

async function main(): Promise<number> {
  const startedAt = performance.now();
  const read = readSettings(process.env);
  if (!read.ok) return fail(read.sentence);
  const { settings } = read;
  const folderRefusal = await prepareDataFolder(settings.dataFolder, settings.database.kind === 'embedded');
  if (folderRefusal) return fail(folderRefusal);
  const lock = await lockFolder(settings.dataFolder);
  if (!lock.ok) return fail(describeLock(settings.dataFolder, lock.pid));
  try {
    const keyRefusal = await prepareKeys(settings);
    if (keyRefusal) return fail(keyRefusal);
    const warnings = [...read.warnings, ...(await describeMissingTrust(settings))];
    return await runHouse(settings, warnings, startedAt);
  } finally {
    await lock.release();
  }
}

async function runHouse(settings: Settings, warnings: Sentence[], startedAt: number): Promise<number> {
  const output = new ProcessOutput(settings.dataFolder);
  const house = new House(settings, process.env, output);
  const asked = askToEnd();
  output.say(bannerOf(settings));
  for (const { id, en } of warnings) output.say(`\n  Perhatian: ${id}\n  Note: ${en}`);
  const opening = house.open();
  const refusal = await Promise.race([opening, asked]);
  if (refusal !== undefined && refusal !== 'end') {
    printSentence(refusal);
  } else if (refusal === undefined) {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).replace('.', ',');
    output.say(`  Siap          ${localAddress(settings)}/   (${seconds} detik; Ctrl+C untuk berhenti)`);
    await asked;
  }
  if (refusal === undefined || refusal === 'end') output.say('\n  Menghentikan semua bagian dengan tertib …');
  await house.close();
  await opening.catch(() => undefined);
  await output.close();
  return refusal === undefined || refusal === 'end' ? 0 : 1;
}

/** Settles at the first request to end. A second one does not hurry: a tidy end takes seconds at most. */
function askToEnd(): Promise<'end'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('end'));
  });
}

/** In Mode Peragaan the keys are made at the first start; an office makes its own, to keep a copy of them. */
async function prepareKeys(settings: Settings): Promise<Sentence | undefined> {
  if (settings.mode === 'peragaan') {
    try {
      await makeKeyFile(settings.keyFile);
    } catch (error) {
      const sentence = describeUnmade(settings.keyFile, error);
      if (sentence === undefined) throw error;
      return sentence;
    }
  }
  const outcome = await readKeyFile(settings.keyFile);
  return outcome.ok ? undefined : outcome.sentence;
}

function bannerOf(settings: Settings): string {
  const title =
    settings.mode === 'peragaan'
      ? 'Sampai · Mode Peragaan: orang dan data rekaan, tidak ada yang keluar dari mesin ini'
      : 'Sampai';
  return `\n${title}\n\n  Folder data   ${settings.dataFolder}`;
}

/** Without certificates every signed PDF is held back, which nobody would find out before the first one. */
async function describeMissingTrust({ mode, trustFolder }: Settings): Promise<Sentence[]> {
  if (mode === 'peragaan') return [];
  const { pem } = await loadTrustAnchors(trustFolder, { acceptTraining: false });
  if (pem.length > 0) return [];
  return [
    {
      id: `Belum ada sertifikat penerbit di ${trustFolder} (SAMPAI_TRUST_DIR), sehingga tidak ada PDF bertanda tangan yang diterbitkan: letakkan sertifikat .pem, .crt atau .cer di sana, lalu nyalakan ulang.`,
      en: `There is no issuer's certificate in ${trustFolder} (SAMPAI_TRUST_DIR), so no signed PDF is published: put a .pem, .crt or .cer certificate there and start again.`,
    },
  ];
}

function describeLock(folder: string, pid: number | undefined): Sentence {
  const holder = (word: string) => (pid === undefined ? '' : ` (${word} ${pid})`);
  return {
    id: `Sampai sudah berjalan dengan folder ${folder}${holder('proses')}: hentikan dulu, atau pilih folder lain dengan SAMPAI_DATA.`,
    en: `Sampai already runs on the folder ${folder}${holder('process')}: stop it first, or choose another folder with SAMPAI_DATA.`,
  };
}

function fail(sentence: Sentence): number {
  printSentence(sentence);
  return 1;
}

process.exitCode = await main();
