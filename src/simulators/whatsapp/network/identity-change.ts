/** A person changes number, user id or device: the system messages that tell the business. */
import { randomBytes } from 'node:crypto';
import type { Handset } from '../store/handsets.ts';
import { newWamid, reportInbound } from './inbound.ts';
import type { Network } from './network.ts';

/** What changed. A new number also means a new BSUID (Meta, business-scoped user IDs). */
export type IdentityChange = { kind: 'number'; phone: string } | { kind: 'user-id' } | { kind: 'key' };

function report(network: Network, before: Handset, system: Record<string, unknown>): void {
  // System messages have no `contacts` and come from the old identity.
  reportInbound(
    network,
    before,
    newWamid(network, before),
    { type: 'system', system },
    { hasContact: false },
  );
}

/** Changes a handset's identity and reports it. The caller has checked that the number is free. */
export function changeIdentity(network: Network, before: Handset, change: IdentityChange): Handset {
  return network.db.transaction(() => {
    const bsuid = change.kind === 'key' ? before.bsuid : network.handsets.newBsuid();
    const phone = change.kind === 'number' ? change.phone : before.phone;
    if (change.kind !== 'key') network.handsets.changeIdentity(before.id, phone, bsuid);
    const known = before.switches.usernameOnly ? {} : { wa_id: phone };
    if (change.kind === 'number')
      report(network, before, {
        body: `User ${before.name} changed from ${before.phone} to ${phone}`,
        ...known,
        user_id: bsuid,
        previous_user_id: before.bsuid,
        type: 'user_changed_number',
      });
    else if (change.kind === 'user-id')
      report(network, before, {
        body: `User ${before.name} changed from ${before.bsuid} to ${bsuid}`,
        ...known,
        user_id: bsuid,
        previous_user_id: before.bsuid,
        type: 'user_changed_user_id',
      });
    else
      report(network, before, {
        body: `User ${before.name} identity changed`,
        ...known,
        identity: randomBytes(8).toString('base64'),
        type: 'customer_identity_changed',
      });
    const after = network.handsets.find(before.id)!;
    network.screens.show(after.id, { event: 'handset', data: after });
    return after;
  });
}
