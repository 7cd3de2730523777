import { describe, expect, test } from 'vitest';
import { libraryCard } from '../domain/case/library-card.fixture.ts';
import { checkService } from './check-service.ts';
import type { Condition } from './condition.ts';
import type { Service } from './define-service.ts';

/** Problems of the library card after one mistake, without the service's id before them. */
function after(mistake: (service: Service) => void): string[] {
  const service = structuredClone(libraryCard);
  mistake(service);
  return checkService(service).map((problem) => problem.replace(/^[\w-]+: /u, ''));
}

const field = (service: Service, id: string) => service.fields[id]!;

test('a complete service has no problems', () => {
  expect(checkService(libraryCard)).toEqual([]);
});

test('problems name the service', () => {
  const broken = { ...structuredClone(libraryCard), legalBasis: [] };
  expect(checkService(broken)).toEqual(['kartu-perpustakaan: the service has no legal basis']);
  expect(checkService({ ...broken, id: 'Kartu Perpustakaan' })[0]).toContain('not kebab-case');
});

describe('conditions', () => {
  const when = (condition: Condition) =>
    after((service) => {
      field(service, 'minatBaca').when = condition;
    });

  test('look at fields that exist, at any depth', () => {
    expect(when({ not: { any: [{ field: 'umur', is: 1 }] } })).toContain(
      'field minatBaca: its condition looks at the field umur, which does not exist',
    );
  });

  test('compare with what the field can be', () => {
    expect(when({ field: 'pelajar', is: 'ya' })).toContain(
      'field minatBaca: its condition compares pelajar with "ya", which it can never be',
    );
    expect(when({ field: 'kelas', isOneOf: [1, '2'] })[0]).toContain('compares kelas with "2"');
    expect(when({ field: 'minatBaca', is: 'novel' })[0]).toContain('compares minatBaca with "novel"');
    expect(when({ field: 'namaAnggota', olderThanDays: 60 })).toContain(
      'field minatBaca: its condition takes namaAnggota for a date',
    );
  });

  test('do not wait for themselves, directly or in a circle', () => {
    expect(when({ field: 'minatBaca', isAnswered: true })).toContain(
      'field minatBaca: its condition depends on its own answer',
    );
    const circle = after((service) => {
      field(service, 'pelajar').when = { field: 'kelas', isAnswered: true };
    });
    expect(circle).toEqual([
      'field pelajar: its condition depends on its own answer',
      'field kelas: its condition depends on its own answer',
    ]);
  });

  test('of a question in the chat need nothing that only an officer reads off a paper', () => {
    expect(when({ field: 'noKk', isAnswered: true })).toEqual([
      'field minatBaca: asked in chat, but its condition needs noKk, which is not asked',
    ]);
  });

  test('of papers, documents, marks and forms are checked too', () => {
    const umur: Condition = { field: 'umur', is: 1 };
    const problems = after((service) => {
      service.requirements.kk!.when = umur;
      (service.produces[0] as { when?: Condition }).when = umur;
      service.marks.longAgo!.when = umur;
      service.forms = { 'F-1.02@2026': { nama: { fixed: 'x', when: umur } } };
    });
    const whose = problems.filter((one) => one.includes('umur')).map((one) => one.split(':')[0]);
    expect(whose).toEqual([
      'requirement kk',
      'document surat-anggota',
      'mark longAgo',
      'form F-1.02@2026, nama',
    ]);
  });
});

describe('words', () => {
  test.each(['id', 'en'] as const)('are complete (%s)', (language) => {
    const problems = after((service) => {
      const words = service.words[language];
      delete words.fields.alamat;
      words.fields.kelas = { label: ' ' };
      delete (words.fields.minatBaca as { choices: Record<string, string> }).choices.komik;
      delete words.requirements.suratKerja;
      words.requirements.suratSekolah!.accepts = undefined;
      words.requirements.kk!.help = '';
      (words as { pages: object }).pages = { anggota: 'Anggota', rumah: '', lain: 'Lain' };
      (words as { marks: object }).marks = {};
    });
    expect(problems).toEqual(
      [
        'fields: alamat has no words',
        'requirements: suratKerja has no words',
        'pages: words for lain, which does not exist',
        'marks: longAgo has no words',
        'pages: rumah is empty',
        'field kelas: label is empty',
        'field kelas: asked, but without a question',
        'field minatBaca, choices: komik has no words',
        'requirement kk: help is empty',
        'requirement suratSekolah, accepts: surat-sekolah has no words',
        'requirement suratSekolah, accepts: kartu-pelajar has no words',
      ].map((problem) => `${problem} (${language})`),
    );
  });

  test('fit into a WhatsApp list', () => {
    const problems = after((service) => {
      service.words.id.menu = 'Kartu anggota perpustakaan';
      service.words.en.promise = 'x'.repeat(73);
      service.words.id.requirements.kk!.short = 'Kartu Keluarga yang lama sekali';
      (service.words.id.fields.minatBaca!.choices as Record<string, string>).komik =
        'Buku bergambar dari mana saja';
    });
    expect(problems).toEqual([
      'menu: over 24 characters: "Kartu anggota perpustakaan" (id)',
      'field minatBaca, choices: over 24 characters: "Buku bergambar dari mana saja" (id)',
      'requirement kk, short: over 24 characters: "Kartu Keluarga yang lama sekali" (id)',
      `promise: over 72 characters: "${'x'.repeat(73)}" (en)`,
    ]);
  });
});
