/** Recordings are what their first bytes say, whatever the sender claims. */
import { expect, it } from 'vitest';
import { recordingMime, UNKNOWN_RECORDING } from './recording.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ['OggS\0\x02', 'audio/ogg'],
  ['#!AMR\n', 'audio/amr'],
  ['ID3\x04', 'audio/mpeg'],
  ['\xff\xfb\x90', 'audio/mpeg'],
  ['\xff\xf1\x50', 'audio/aac'],
  ['\0\0\0\x20ftypM4A ', 'audio/mp4'],
  ['\0\0\0\x20ftypisom', 'video/mp4'],
  ['\0\0\0\x20ftyp3gp5', 'video/3gpp'],
])('knows %j', (begin, mime) => {
  expect(recordingMime(bytes(begin))).toBe(mime);
});

it.each(['', '<script>alert(1)</script>', '<svg onload=x>', '%PDF-1.7', 'MZ\x90', '\xff\xd8\xff'])(
  'lets no browser play %j',
  (begin) => {
    expect(recordingMime(bytes(begin))).toBe(UNKNOWN_RECORDING);
  },
);
