/** Runs one simulator as a process of its own, with options as JSON in the first argument; for tests by kill. */
import { startWhatsAppSimulator } from '../start.ts';

const simulator = await startWhatsAppSimulator(JSON.parse(process.argv[2]!));
process.stdout.write(`listening ${simulator.url}\n`);
process.on('SIGTERM', () => simulator.close().then(() => process.exit(0)));
