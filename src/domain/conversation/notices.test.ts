/** Both languages tell the same news, and a notice fits below Meta's buttons. */
import { describe, expect, it } from 'vitest';
import { notices as en } from './notices.en.ts';
import { notices as id } from './notices.id.ts';
import { type NoticeName, notice } from './notices.ts';

const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]).sort();

describe('notices', () => {
  it.each(Object.keys(id) as NoticeName[])('%s has the same slots in both languages', (name) => {
    expect(slotsOf(en[name])).toEqual(slotsOf(id[name]));
    expect(en[name]).not.toBe(id[name]);
  });

  it('name nothing that is left to fill', () => {
    const slots = { documents: 'Akta', number: 'B-2611-00001' };
    expect(notice('id', 'issued', slots)).toBe('✅ Akta untuk berkas *B-2611-00001* sudah ditandatangani.');
    expect(notice('en', 'issued', slots)).toBe('✅ Akta for application *B-2611-00001* signed.');
  });

  it('have buttons of at most 20 signs', () => {
    for (const words of [id, en])
      for (const button of [words.sendPdf, words.complete]) expect(button.length).toBeLessThanOrEqual(20);
  });
});
