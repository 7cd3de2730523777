/** One run: a whole Sampai under load is killed again and again, then everything it promised is checked. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findEmbeddedAddresses } from '../../src/main/postgres/embedded.ts';
import { type RunningSampai, startSampai } from '../support/running-sampai.ts';
import { takePhoto } from './birth-papers.ts';
import { BsreLog } from './bsre-log.ts';
import { Dice } from './dice.ts';
import { kill, NotRecovered, waitForRecovery } from './killer.ts';
import { Ledger } from './ledger.ts';
import { writeMessages } from './message-streams.ts';
import { Office } from './office.ts';
import { waitForPeace } from './peace.ts';
import { type PlannedKill, planKills, type Target } from './plan-kills.ts';
import type { Proof } from './proof.ts';
import { proveCalm } from './proof-of-calm.ts';
import { proveLog } from './proof-of-log.ts';
import { proveMessages, proveSends } from './proof-of-messages.ts';
import { provePublished, proveSignatures } from './proof-of-signatures.ts';
import { SigningStream } from './signing-stream.ts';
import { readTray, watchTray } from './tray-stream.ts';
import { sendFamilies } from './whatsapp-family.ts';
import { WhatsAppNetwork } from './whatsapp-network.ts';

/** What to run. */
export interface KillOptions {
  kills: number;
  seed: number;
  /** Messages acknowledged and signatures made for each kill, on average. */
  acknowledgementsPerKill: number;
  signaturesPerKill: number;
  /** Families that go the whole way by WhatsApp, beside everything else. */
  withFamilies: boolean;
  /** Told how far the run is. */
  say?: (line: string) => void;
  /** Keeps the data folder of a run with violations, to look at. */
  keepsFolder?: boolean;
}

/** What came out. */
export interface KillReport {
  seed: number;
  seconds: number;
  counts: Record<string, number>;
  violations: string[];
}

const PEACE_PATIENCE_MS = 180_000;
/** Without any progress for so long, something is stuck for good. */
const STALL_MS = 90_000;

/** Runs it from the start of Sampai to its end. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const startedAt = performance.now();
  const sampai = await startSampai();
  let isWhole = false;
  try {
    const { counts, violations } = await torture(sampai, options);
    isWhole = violations.length === 0;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return { seed: options.seed, seconds, counts, violations };
  } finally {
    if (isWhole || !options.keepsFolder) await sampai.dispose();
    else {
      await sampai.stop();
      options.say?.(`the data folder is kept: ${sampai.dataFolder}`);
    }
  }
}

/** Everything that writes, sends and watches while things are killed. */
interface Run {
  sampai: RunningSampai;
  options: KillOptions;
  ledger: Ledger;
  network: WhatsAppNetwork;
  bsre: BsreLog;
  office: Office;
  signing: SigningStream;
  adminUrl: string;
  appUrl: string;
  dice: Dice;
}

async function prepare(sampai: RunningSampai, options: KillOptions, stop: AbortSignal): Promise<Run> {
  const addresses = await findEmbeddedAddresses({ folder: sampai.dataFolder });
  if (addresses === undefined) throw new Error('the embedded database has no addresses');
  const ledger = new Ledger((1.1 * options.acknowledgementsPerKill) / options.signaturesPerKill);
  const siakUrl = `http://127.0.0.1:${sampai.simulatorsPort + 2}`;
  const office = await Office.open(sampai.url, siakUrl, await takePhoto(), ledger);
  const network = new WhatsAppNetwork(sampai.simulatorsPort, ledger);
  await network.misbehave();
  return {
    sampai,
    options,
    ledger,
    network,
    bsre: new BsreLog(sampai.simulatorsPort + 1),
    office,
    signing: new SigningStream(office, ledger, stop),
    ...addresses,
    dice: new Dice(options.seed),
  };
}

async function torture(sampai: RunningSampai, options: KillOptions): Promise<Proof> {
  const stop = new AbortController();
  const run = await prepare(sampai, options, stop.signal);
  const streams = startStreams(run, stop.signal);
  const failed = streams.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => {
      throw error;
    },
  );
  let killing: Proof;
  try {
    killing = await Promise.race([killAll(run), failed]);
  } finally {
    stop.abort();
  }
  await streams;
  return joinProofs([killing, ...(await prove(run))]);
}

function startStreams(run: Run, stop: AbortSignal): Promise<unknown> {
  const { sampai, ledger, network, office, signing, bsre, dice, options } = run;
  const messages = {
    network,
    ledger,
    stop,
    webhookUrl: `${sampai.url}/webhooks/whatsapp`,
    // What Mode Peragaan is set up with (src/main/settings-outside.ts).
    phoneNumberId: '990000000000002',
    appSecret: 'peragaan-app-secret',
  };
  const family = { network, office, signing, ledger, stop };
  return Promise.all([
    writeMessages(messages, dice.fork('messages')),
    signing.run(dice.fork('signing')),
    watchTray({ office, ledger, bsre, signing }, dice.fork('tray'), stop),
    ...(options.withFamilies ? [sendFamilies(family)] : []),
  ]);
}

async function killAll(run: Run): Promise<Proof> {
  const { options, dice, network } = run;
  const plan = planKills(options.kills, dice.fork('kills'));
  const chance = dice.fork('backends');
  const done: Record<Target, number> = { app: 0, postmaster: 0, backend: 0 };
  const recoveries: number[] = [];
  const violations: string[] = [];
  try {
    for (const [index, planned] of plan.entries()) {
      if (!planned.isDuringRecovery) await waitForLoad(run, index + 1);
      await wait(planned.delayMs);
      const pid = await kill(run, planned, chance);
      done[planned.target] += 1;
      if (!plan[index + 1]?.isDuringRecovery) {
        recoveries.push(await waitForRecovery(run, planned.target, pid));
        await network.readAccepted();
      }
      tell(run, index, planned);
    }
    await waitForLoad(run, options.kills);
  } catch (error) {
    if (!(error instanceof NotRecovered)) throw error;
    violations.push(error.message);
  }
  const counts = {
    kills: done.app + done.postmaster + done.backend,
    'kills of the app': done.app,
    'kills of PostgreSQL': done.postmaster + done.backend,
    'of these one backend': done.backend,
    'slowest recovery, ms': Math.round(Math.max(0, ...recoveries)),
  };
  return { counts, violations };
}

function tell({ options, ledger }: Run, index: number, planned: PlannedKill): void {
  const when = planned.isDuringRecovery ? 'during recovery' : `after ${planned.delayMs} ms`;
  options.say?.(
    `kill ${index + 1} of ${options.kills}: ${planned.target} ${when}; ${ledger.acknowledged.size} acknowledged, ${ledger.toldSigned.size} signed`,
  );
}

/** Waits until the streams have brought what `kills` kills must have been surrounded by. */
async function waitForLoad({ options, ledger, bsre }: Run, kills: number): Promise<void> {
  const wanted = {
    acknowledged: kills * options.acknowledgementsPerKill,
    signed: kills * options.signaturesPerKill,
  };
  let best = -1;
  let since = performance.now();
  for (;;) {
    const signed = (await bsre.calls()).filter((call) => call.outcome === 'signed').length;
    ledger.signatures = signed;
    const acknowledged = ledger.acknowledged.size;
    if (acknowledged >= wanted.acknowledged && signed >= wanted.signed) return;
    const progress = Math.min(acknowledged, wanted.acknowledged) + Math.min(signed, wanted.signed);
    if (progress > best) [best, since] = [progress, performance.now()];
    if (performance.now() - since > STALL_MS)
      throw new NotRecovered(`no progress at ${acknowledged} acknowledged, ${signed} signed`);
    await wait(100);
  }
}

async function prove(run: Run): Promise<Proof[]> {
  const { network, ledger, signing, office, bsre, options, sampai } = run;
  const admin = new pg.Client({ connectionString: run.adminUrl });
  await admin.connect();
  try {
    options.say?.('waiting for everything to come to its end');
    const unfinished = await waitForPeace(admin, network, PEACE_PATIENCE_MS);
    await network.readAcknowledged();
    await network.readAccepted();
    for (const documentId of [...ledger.toldSigned].slice(-SAMPLE)) {
      const document = signing.find(documentId);
      if (document !== undefined) await signing.takeCopy(document);
    }
    const tray = await readTray(office);
    const calls = await bsre.calls();
    const keyFile = join(sampai.dataFolder, 'keys', 'office.json');
    return [
      await proveCalm(ledger, unfinished, sampai.dataFolder),
      await proveMessages(admin, ledger),
      await proveSends(admin, ledger, tray),
      await provePublished(admin, ledger, calls),
      await proveSignatures(admin, ledger, tray, calls),
      await proveLog({ appUrl: run.appUrl, keyFile }),
    ];
  } finally {
    await admin.end();
  }
}

const SAMPLE = 100;

function joinProofs(proofs: readonly Proof[]): Proof {
  return {
    counts: Object.assign({}, ...proofs.map((proof) => proof.counts)),
    violations: proofs.flatMap((proof) => proof.violations),
  };
}
