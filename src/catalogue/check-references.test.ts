import { describe, expect, test } from 'vitest';
import { libraryCard, suratAnggota } from '../domain/case/library-card.fixture.ts';
import { checkDocument } from './check-references.ts';
import { checkService } from './check-service.ts';
import type { DocumentKind } from './define-document.ts';
import type { Service } from './define-service.ts';

/** Problems of the library card after one mistake, without the service's id before them. */
function after(mistake: (service: Service) => void): string[] {
  const service = structuredClone(libraryCard);
  mistake(service);
  return checkService(service).map((problem) => problem.replace(/^[\w-]+: /u, ''));
}

const field = (service: Service, id: string) => service.fields[id]!;

describe('references', () => {
  const mistakes: [string, (service: Service) => void, string[]][] = [
    [
      'a field on no page',
      (s) => {
        s.pages = s.pages.slice(0, 1);
      },
      [
        'pages: noKk is missing',
        'pages: alamat is missing',
        'pages: desa is missing',
        'pages: jamDatang is missing',
        'pages: words for rumah, which does not exist (id)',
        'pages: words for rumah, which does not exist (en)',
      ],
    ],
    [
      'a field on two pages',
      (s) => {
        s.pages = [...s.pages, { id: 'lagi', fields: ['desa'] }];
      },
      ['pages: desa is named twice', 'pages: lagi has no words (id)', 'pages: lagi has no words (en)'],
    ],
    [
      'a field that nobody keys into SIAK',
      (s) => {
        s.siakOrder = s.siakOrder.filter((id) => id !== 'alamat');
      },
      ['siakOrder: alamat is missing'],
    ],
    [
      'a field keyed that does not exist',
      (s) => {
        s.siakOrder = [...s.siakOrder, 'umur'];
      },
      ['siakOrder: umur does not exist'],
    ],
    [
      'a field read off a paper that is not asked for',
      (s) => {
        field(s, 'noKk').fromAttachment = 'paspor';
      },
      ['field noKk: is read off paspor, which is no requirement'],
    ],
    [
      'a field that nobody can fill in',
      (s) => {
        field(s, 'alamat').fromAttachment = undefined;
      },
      ['field alamat: is neither asked nor read off a paper'],
    ],
    [
      'a choice without choices',
      (s) => {
        field(s, 'minatBaca').choices = [];
      },
      [
        'field minatBaca: is a choice with fewer than two choices',
        'field minatBaca, choices: words for sejarah, which does not exist (id)',
        'field minatBaca, choices: words for komik, which does not exist (id)',
        'field minatBaca, choices: words for sejarah, which does not exist (en)',
        'field minatBaca, choices: words for komik, which does not exist (en)',
      ],
    ],
    [
      'limits the wrong way round',
      (s) => {
        field(s, 'kelas').max = 0;
      },
      ['field kelas: has its limits the wrong way round'],
    ],
    [
      'a paper without legal basis',
      (s) => {
        s.requirements.kk!.basis = ' ';
      },
      ['requirement kk: has no legal basis'],
    ],
    [
      'a paper that nothing can satisfy',
      (s) => {
        s.requirements.kk!.accepts = [];
      },
      ['requirement kk: accepts no paper'],
    ],
    [
      'a person described by the wrong kind of field',
      (s) => {
        s.persons.anggota!.bornOn = 'alamat';
      },
      ['person anggota, bornOn: the field alamat is of kind text, not date'],
    ],
    [
      'an applicant who is nobody',
      (s) => {
        s.applicant = 'wali';
      },
      ['applicant: the person wali does not exist'],
    ],
    [
      'an area that is no desa',
      (s) => {
        s.area = 'alamat';
      },
      ['area: the field alamat is of kind text, not desa'],
    ],
    [
      'no target',
      (s) => {
        s.target = { workingDays: 0 };
      },
      ['the target must be at least one working day'],
    ],
    [
      'a form filled from a field that does not exist',
      (s) => {
        s.forms = { 'F-1.02@2026': { nama: { field: 'umur' } } };
      },
      ['form F-1.02@2026, nama: its field does not exist'],
    ],
  ];
  test.each(mistakes)('%s', (_, mistake, problems) => {
    expect(after(mistake)).toEqual(problems);
  });

  test('documents come out for a person, show something, and cards come last', () => {
    const produced = (change: (produces: Record<string, unknown>[]) => void) =>
      after((service) => change(service.produces as unknown as Record<string, unknown>[]));
    expect(
      produced((all) => {
        all[0]!.subject = 'wali';
      }),
    ).toEqual(['document surat-anggota: the person wali does not exist']);
    expect(
      produced((all) => {
        all[0]!.mustShow = [];
      }),
    ).toEqual(['document surat-anggota: must show nothing, so that any PDF would do']);
    const [unreadable] = produced((all) => {
      all[0]!.mustShow = ['pelajar'];
    });
    expect(unreadable).toContain('is of kind yes-no');
    expect(produced((all) => void all.reverse())).toEqual([
      'produces: a card stands before a paper, but cards are made last',
    ]);
    expect(produced((all) => void all.unshift(all[0]!))).toEqual([
      'produces: surat-anggota for anggota is named twice',
    ]);
    expect(produced((all) => void all.splice(0))).toContain('produces: no document comes out');
    expect(
      after((service) => {
        service.deliveries = ['whatsapp'];
      }),
    ).toEqual(['document kartu-anggota: the service allows none of its deliveries']);
  });
});

describe('a document', () => {
  const document = (change: Partial<DocumentKind>) =>
    checkDocument({ ...suratAnggota, ...change }).map((problem) =>
      problem.replace('document surat-anggota: ', ''),
    );
  const card = { form: { kind: 'card', blank: 'b' }, signedBy: 'nobody', printableAtHome: false } as const;

  test('that is a paper is signed and can be recognised', () => {
    expect(document({})).toEqual([]);
    expect(document({ signedBy: 'nobody', titlePattern: undefined })).toEqual([
      'is a paper that nobody signs',
      'is a paper without a title to know it by',
    ]);
  });

  test('that is a card is neither signed nor printed at home nor sent', () => {
    expect(document({ ...card, deliveries: ['office-pickup'] })).toEqual([]);
    expect(document({ ...card, signedBy: 'kepala-dinas', printableAtHome: true })).toEqual([
      'is a card, and cards carry no signature',
      'is a card, and cards are not printed at home',
      'is a card and cannot go by WhatsApp',
    ]);
  });

  test('has legal basis, deliveries, readable patterns and words', () => {
    expect(document({ legalBasis: [], deliveries: [], numberPattern: '(' })).toEqual([
      'has no legal basis',
      'reaches nobody: it has no delivery',
      'has a pattern that cannot be read: (',
    ]);
    const words = {
      id: { name: 'Surat', short: ' ' },
      en: { name: 'Letter', short: 'A letter that is too long' },
    };
    expect(document({ words })).toEqual(['lacks its words (id)', 'has a short name over 20 characters (en)']);
  });
});
