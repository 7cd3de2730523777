/** The process of the simulators of Mode Peragaan: what stands in for Meta, BSrE and SIAK. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBsreSimulator } from '../simulators/bsre/start-bsre-simulator.ts';
import { openTrainingSigner } from '../simulators/bsre/training-signer.ts';
import { startSiakSimulator } from '../simulators/siak/start-siak-simulator.ts';
import { startWhatsAppSimulator } from '../simulators/whatsapp/start.ts';
import { demoOffice, demoSecrets, demoSigner } from './demo/demo-office.ts';
import { describeListenError, patiently } from './listen.ts';
import { runAsChild, type ServiceStart } from './run-as-child.ts';
import type { Sentence } from './sentence.ts';
import { localAddress, readSettings, type Settings, type SimulatorSettings } from './settings.ts';
import { templates } from './templates.ts';

/** Somebody else's system, played by us. Its state lies under the data folder and outlives a crash. */
interface Simulator {
  name: string;
  start(settings: Settings, ports: SimulatorSettings): Promise<{ close(): Promise<void> }>;
}

/** All simulators; a new one is a row here. */
const SIMULATORS: Simulator[] = [
  {
    name: 'whatsapp',
    start: (settings, ports) =>
      startWhatsAppSimulator({
        host: '127.0.0.1',
        port: ports.whatsappPort,
        stateDir: stateOf(settings, 'whatsapp'),
        galleryDir: stateOf(settings, 'gallery'),
        appSecret: settings.whatsapp.appSecret,
        verifyToken: settings.whatsapp.verifyToken,
        accessToken: settings.whatsapp.accessToken,
        phoneNumberId: settings.whatsapp.phoneNumberId,
        displayPhoneNumber: '628009900000',
        businessName: demoOffice.name,
        templates: [...templates],
        webhookUrl: `${localAddress(settings)}/webhooks/whatsapp`,
        isQuiet: true,
      }),
  },
  {
    name: 'bsre',
    start: (settings, ports) =>
      startBsreSimulator({
        host: '127.0.0.1',
        port: ports.bsrePort,
        stateDir: stateOf(settings, 'bsre'),
        user: settings.bsre?.user ?? '',
        password: settings.bsre?.password ?? '',
        signers: [{ ...demoSigner, passphrase: demoSecrets.passphrase, status: 'ISSUE' }],
      }),
  },
  {
    name: 'siak',
    // After BSrE, whose training authority signs here too.
    start: async (settings, ports) =>
      startSiakSimulator({
        host: '127.0.0.1',
        port: ports.siakPort,
        stateDir: stateOf(settings, 'siak'),
        office: DEMO_OFFICE,
        signer: await openTrainingSigner({
          stateDir: stateOf(settings, 'bsre'),
          signer: demoSigner,
          now: () => new Date(),
        }),
      }),
  },
];

/** The office of the demonstration, with its real name; numbers are always of region 99, which exists nowhere. */
const DEMO_OFFICE = {
  regencyName: demoOffice.regencyName,
  regencyCode: demoOffice.regencyCode,
  capitalName: 'Paringin',
  signer: { name: demoSigner.name, role: 'Kepala Dinas' },
};

function stateOf(settings: Settings, name: string): string {
  return join(settings.dataFolder, 'simulators', name);
}

/** The phones find new pictures by themselves, so nobody waits for them. */
function makeGallery(folder: string): ChildProcess {
  const script = fileURLToPath(new URL('./sample-papers.ts', import.meta.url));
  return spawn(process.execPath, [script, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function start(): Promise<ServiceStart> {
  const read = readSettings(process.env);
  if (!read.ok) return read;
  const { settings } = read;
  const ports = settings.simulators;
  if (!ports) throw new Error('simulators belong to Mode Peragaan');
  const running: { close(): Promise<void> }[] = [];
  for (const simulator of SIMULATORS) {
    try {
      // A predecessor that lost its parent holds ports and state for another moment.
      running.push(
        await patiently(
          () => simulator.start(settings, ports),
          () => true,
        ),
      );
    } catch (error) {
      const sentence = describeFailure(error as NodeJS.ErrnoException, ports);
      if (!sentence) throw new Error(`The simulator "${simulator.name}" does not start`, { cause: error });
      return { ok: false, sentence };
    }
  }
  const gallery = makeGallery(stateOf(settings, 'gallery'));
  const stop = async () => {
    gallery.kill();
    await Promise.all(running.map((each) => each.close()));
  };
  return { ok: true, service: { stop } };
}

function describeFailure(error: NodeJS.ErrnoException, ports: SimulatorSettings): Sentence | undefined {
  const port = (error as { port?: number }).port ?? ports.whatsappPort;
  return describeListenError(error.code, '127.0.0.1', port, 'SIMULATORS_PORT');
}

await runAsChild(start);
