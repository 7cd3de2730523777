/** Runs the wire suite on the simulator, and on a real test number when `WHATSAPP_CONTRACT_*` is set. */
import { afterAll, beforeAll } from 'vitest';
import { type Bench, people, startBench } from './testing/business.fixture.ts';
import { describeWire } from './testing/wire-suite.fixture.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
});
afterAll(() => bench.close());

for (const version of ['v24.0', 'v26.0'])
  describeWire(`simulator ${version}`, () => ({
    baseUrl: bench.simulator.url,
    version,
    token: bench.options.accessToken,
    phoneNumberId: bench.options.phoneNumberId,
    recipient: people.ibu,
  }));

// By hand: the recipient must be on Meta's list of allowed numbers and have written within the last 24 hours.
const { WHATSAPP_CONTRACT_TOKEN: token, WHATSAPP_CONTRACT_PHONE_NUMBER_ID: phoneNumberId } = process.env;
const { WHATSAPP_CONTRACT_RECIPIENT: recipient, WHATSAPP_CONTRACT_URL: baseUrl } = process.env;
if (token && phoneNumberId && recipient)
  describeWire('Meta test number', () => ({
    baseUrl: baseUrl ?? 'https://graph.facebook.com',
    version: process.env.WHATSAPP_CONTRACT_VERSION ?? 'v26.0',
    token,
    phoneNumberId,
    recipient,
  }));
