/** What an officer of one kecamatan sees and hears of the others: nothing, wherever they look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asResident, performIn } from '../../src/app/perform-act.ts';
import type { Officer } from '../../src/app/ports.ts';
import { pupil } from '../../src/domain/case/given.fixture.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { photo } from '../support/fake-outside.ts';
import { act, beginByWhatsApp, bring, done, letterOf } from '../support/library-office.ts';
import { desa, otherDesa } from '../support/open-test-app.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
/** Officers of Paringin with every duty that looks at cases. */
let paringin: Officer;
let signer: Officer;
let mine: CaseState;
let theirs: CaseState;
beforeAll(async () => {
  http = await openTestHttp();
  const { office, people } = http;
  const areas = ['63.11.04'];
  paringin = await office.addOfficer('Pari Contoh', ['petugas-layanan', 'operator', 'verifikator'], {
    areas,
  });
  signer = await office.addOfficer('Sigit Contoh', ['penandatangan', 'admin'], { areas });
  mine = await bring(office, people, 'verified', { number: 'PUS-2026-0001' });
  theirs = await bring(office, people, 'verified', { answers: { desa: otherDesa }, number: 'PUS-2026-0002' });
});
afterAll(() => http.close());

const numbersOf = (body: { cases: { number: string }[] }) => body.cases.map((one) => one.number);

describe('an officer of Paringin', () => {
  it('sees in every queue the cases of Paringin alone, and counts no others', async () => {
    for (const desk of ['all', 'signing']) {
      const { body } = await http.ask('GET', `/api/desks/${desk}`, { as: paringin });
      expect(numbersOf(body)).toEqual([mine.number]);
    }
    expect((await http.ask('GET', '/api/desks', { as: paringin })).body.counts).toMatchObject({ signing: 1 });
    const found = await http.ask('GET', `/api/desks/all?search=${theirs.number}`, { as: paringin });
    expect(found.body.cases).toEqual([]);
  });

  it('does not find a case of Awayan at any address, and learns nothing from the answer', async () => {
    const page = theirs.attachments[0]!.pages[0]!.fileId;
    const nowhere = '01a20033-53bc-73b2-9aea-70af57239337';
    for (const path of ['', '/history', '/siak-entry', '/own-papers', '/own-papers/receipt']) {
      const there = await http.ask('GET', `/api/cases/${theirs.id}${path}`, { as: paringin });
      const none = await http.ask('GET', `/api/cases/${nowhere}${path}`, { as: paringin });
      expect([there.status, there.text], path).toEqual([none.status, none.text]);
    }
    for (const fileId of [page, letterOf(theirs).draft!.fileId])
      expect((await http.ask('GET', `/api/files/${fileId}`, { as: paringin })).status).toBe(404);
    expect(
      (await http.ask('GET', `/api/files/${mine.attachments[0]!.pages[0]!.fileId}`, { as: paringin })).status,
    ).toBe(200);
  });

  it('changes nothing there', async () => {
    const url = `/api/cases/${theirs.id}`;
    const { id: documentId, draft } = letterOf(theirs);
    const asks = [
      http.ask('POST', `${url}/return-document`, { as: paringin, body: { documentId, reason: 'spelling' } }),
      http.ask('POST', `${url}/withdraw-case`, { as: paringin, body: {} }),
      http.ask('POST', `${url}/papers`, { as: paringin, body: form({}, { file: photo('x') }) }),
      http.ask('POST', `${url}/drafts`, { as: paringin, body: form({}, { file: Buffer.from('%PDF x') }) }),
      http.ask('POST', `${url}/mark-read`, { as: signer, body: { documentId, draftSha256: draft!.sha256 } }),
      http.ask('POST', `${url}/hand-over`, {
        as: paringin,
        body: { documentId, code: '123456', identitySeen: true },
      }),
    ];
    expect((await Promise.all(asks)).map((answer) => answer.status)).toEqual(asks.map(() => 404));
    expect(await http.office.whole((tx) => tx.cases.get(theirs.id))).toEqual(theirs);
  });

  it('signs and settles nothing there, and sees no signature of theirs', async () => {
    const queue = await http.ask('GET', '/api/signing/queue', { as: signer });
    expect(queue.body.documents.map((one: { caseId: string }) => one.caseId)).toEqual([mine.id]);
    const documents = [{ caseId: theirs.id, documentId: letterOf(theirs).id }];
    const signed = await http.ask('POST', '/api/signing', {
      as: signer,
      body: { passphrase: 'x', documents },
    });
    expect(signed.body.results).toMatchObject([
      { outcome: 'refused', refusal: { refused: 'unknown-document' } },
    ]);
    expect(http.office.signer.asked).toEqual([]);
  });

  it('cannot move a case out of their own sight, nor open one elsewhere', async () => {
    const move = await http.ask('POST', `/api/cases/${mine.id}/record-answers`, {
      as: paringin,
      body: { answers: { desa: otherDesa } },
    });
    expect(move).toMatchObject({ status: 403, body: { refused: 'outside-your-area' } });
    const body = {
      serviceId: 'kartu-perpustakaan',
      forWhom: 'self',
      answers: { ...pupil, desa: otherDesa },
      submit: true,
    };
    const opened = await http.ask('POST', '/api/cases', { as: paringin, body });
    expect(opened).toMatchObject({ status: 403, body: { refused: 'outside-your-area' } });
    const here = await http.ask('POST', '/api/cases', {
      as: paringin,
      body: { ...body, answers: { ...pupil, desa } },
    });
    expect(here.status).toBe(200);
  });
});

describe('a conversation', () => {
  const waiting = async (bsuid: string, area?: string) => {
    const { contactId, id } = await beginByWhatsApp(http.office, bsuid);
    await http.office.whole(async (tx) => {
      if (area !== undefined) {
        const answers = { desa: area, namaAnggota: 'Rara Contoh' };
        const said = { act: 'record-answers', answers, source: 'chat' } as const;
        done(await performIn(http.office.app, tx, asResident(contactId!), id, said));
      }
      await tx.contacts.handOver(contactId!, 'asked', http.office.clock.now());
      const content = { kind: 'message', content: { kind: 'text', body: `tentang ${bsuid}` } } as const;
      await tx.outbox.add(
        { contactId: contactId!, caseId: id, content, purpose: 'reply' },
        http.office.clock.now(),
      );
    });
    return contactId!;
  };

  it('is for those who see the person’s case; one whose desa nobody knows is for all', async () => {
    const [here, there, unknown] = [
      await waiting('ID.a', desa),
      await waiting('ID.b', otherDesa),
      await waiting('ID.c'),
    ];
    const list = async (as: Officer) =>
      (await http.ask('GET', '/api/conversations', { as })).body.contacts.map(
        (one: { contactId: string }) => one.contactId,
      );
    expect(await list(paringin)).toEqual([here, unknown]);
    expect(await list(http.people.intake)).toEqual([here, there, unknown]);
    expect((await http.ask('GET', '/api/desks', { as: paringin })).body.counts['handed-over']).toBe(2);

    const read = (contactId: string) => http.ask('GET', `/api/conversations/${contactId}`, { as: paringin });
    expect((await read(here)).text).toContain('tentang ID.a');
    expect((await read(there)).status).toBe(404);
    const release = await http.ask('POST', `/api/conversations/${there}/release`, { as: paringin, body: {} });
    expect(release.status).toBe(404);
    expect(await list(http.people.intake)).toContain(there);
  });

  it('shows no more of a number than tells two people apart', async () => {
    await http.office.whole(async (tx) => {
      const contact = await tx.contacts.findOrMake('111', { waId: '628009904321' }, http.office.clock.now());
      await tx.contacts.handOver(contact.contactId, 'asked', http.office.clock.now());
    });
    const { text } = await http.ask('GET', '/api/conversations', { as: http.people.intake });
    expect(text).toContain('+6280•••4321');
    expect(text).not.toContain('628009904321');
  });
});

describe('the pick-up code of a card', () => {
  it('is shown to no officer, neither in the chat nor in the history', async () => {
    const opened = await beginByWhatsApp(http.office, 'ID.kartu');
    const { office, people } = http;
    const contactId = opened.contactId!;
    const give = (wanted: Parameters<typeof performIn>[4]) =>
      office.whole(async (tx) =>
        done(await performIn(office.app, tx, asResident(contactId), opened.id, wanted)),
      );
    await give({ act: 'record-answers', answers: pupil, source: 'chat' });
    for (const requirementId of ['kk', 'suratSekolah'])
      await http.ask('POST', `/api/cases/${opened.id}/papers`, {
        as: people.intake,
        body: form({ requirementId }, { file: photo(requirementId) }),
      });
    await give({ act: 'submit-case' });
    done(await act(office, people.intake, opened.id, 'take-case'));
    const accepted = done(await act(office, people.intake, opened.id, 'accept-case', { acceptPapers: true }));
    const documentId = accepted.documents.find((job) => job.form === 'card')!.id;
    done(
      await act(office, people.operator, opened.id, 'print-card', {
        documentId,
        blankSerial: 'B-1',
        isAtCounter: true,
      }),
    );
    const sent = await office.whole((tx) => tx.outbox.lockNext(contactId));
    const body =
      sent?.content.kind === 'notice' && sent.content.free.kind === 'text' ? sent.content.free.body : '';
    const code = /\*(\d{6})\*/u.exec(body)?.[1];
    expect(code).toBeDefined();
    for (const url of [`/api/cases/${opened.id}/history`, `/api/conversations/${contactId}`]) {
      const { text } = await http.ask('GET', url, { as: people.intake });
      expect(text, url).toContain('siap diambil');
      expect(text, url).not.toContain(code!);
    }
  });
});
