/** A silent voice note, so that a demo can send one without a microphone: Opus (RFC 6716) in Ogg (RFC 3533, 7845). */
import { crc32Ogg } from './ogg-checksum.ts';

/** An Opus packet of 20 ms of silence: CELT, full band, one frame. */
const silence = Buffer.from([0xf8, 0xff, 0xfe]);
const samplesPerPacket = 960;
const serial = 0x53414d50;

function page(
  kind: 'first' | 'middle' | 'last',
  sequence: number,
  granule: number,
  packets: Buffer[],
): Buffer {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS', 0, 'latin1');
  head.writeUInt8(kind === 'first' ? 2 : kind === 'last' ? 4 : 0, 5);
  head.writeBigUInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head.writeUInt8(packets.length, 26);
  packets.forEach((packet, at) => {
    head.writeUInt8(packet.length, 27 + at);
  });
  const whole = Buffer.concat([head, ...packets]);
  whole.writeUInt32LE(crc32Ogg(whole), 22);
  return whole;
}

/** A playable Ogg Opus file of that many seconds of silence. */
export function silentVoiceNote(seconds: number): Buffer {
  const head = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0]), Buffer.alloc(7)]);
  head.writeUInt32LE(48_000, 12);
  const vendor = 'sampai';
  const tags = Buffer.concat([
    Buffer.from('OpusTags'),
    Buffer.alloc(4),
    Buffer.from(vendor),
    Buffer.alloc(4),
  ]);
  tags.writeUInt32LE(vendor.length, 8);
  const perSecond = 50;
  const sound = Array.from({ length: seconds }, (_, second) =>
    page(
      second === seconds - 1 ? 'last' : 'middle',
      second + 2,
      (second + 1) * perSecond * samplesPerPacket,
      Array.from({ length: perSecond }, () => silence),
    ),
  );
  return Buffer.concat([page('first', 0, 0, [head]), page('middle', 1, 0, [tags]), ...sound]);
}
