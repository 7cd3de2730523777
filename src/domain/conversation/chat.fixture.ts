/**
 * A phone and an office in memory: does what the app does with a conversation (keeps cases, carries out effects by
 * the real rules of a case, comes back with digests), so that tests read like the chat itself.
 */

import type { Service } from '../../catalogue/define-service.ts';
import type { ActBy, CaseAct } from '../case/acts.ts';
import { decide } from '../case/decide.ts';
import type { Actor } from '../case/events.ts';
import { evolveAll } from '../case/evolve.ts';
import type { CaseState } from '../case/state.ts';
import { isRefusal, refusals } from '../refusal.ts';
import { caseForPapers } from './case-view.ts';
import { converse, startConversation } from './converse.ts';
import type { Desa } from './desa-names.ts';
import { library } from './library.fixture.ts';
import { templateTapId } from './options.ts';
import type {
  ArrivedPaper,
  CaseEntry,
  ConversationContext,
  ConversationInput,
  ConversationState,
  Effect,
  PaperProblem,
  Reply,
  Turn,
} from './types.ts';

const resident: Actor = { kind: 'resident', id: 'contact-1' };

/** What a test may set up. */
export interface ChatSettings {
  services?: readonly Service[];
  hasPhone?: boolean;
  isOpen?: boolean;
  /** First day, `YYYY-MM-DD`. */
  today?: string;
  /** Of the office's areas. */
  desas?: readonly Desa[];
}

/** A chat under test. */
export class Chat {
  state: ConversationState = startConversation();
  cases: { state: CaseState; service: Service }[] = [];
  loose: ArrivedPaper[] = [];
  /** Everything that went out, oldest first. */
  sent: Reply[] = [];
  /** Everything that was asked of the app. */
  effects: Effect[] = [];
  /** Acts that the rules of a case refused. */
  refused: string[] = [];
  withOfficer = false;
  now: string;
  readonly settings: ChatSettings;
  #counter = 0;
  #pins = new Map<string, string>();
  #tries = 0;

  constructor(settings: ChatSettings = {}) {
    this.settings = settings;
    this.now = `${settings.today ?? '2026-11-23'}T02:00:00.000Z`;
  }

  get context(): ConversationContext {
    const entries = this.cases.map((entry): CaseEntry => ({ ...entry, expectedOn: '2026-11-25' })).reverse();
    const current = entries.find((entry) => entry.state.id === this.state.currentCaseId);
    return {
      now: this.now,
      today: this.now.slice(0, 10),
      ...(this.settings.desas && { desas: this.settings.desas }),
      newNonce: `n${this.#counter + 1}`,
      newCaseId: `case-${this.cases.length + 1}`,
      office: {
        name: 'Disdukcapil Kabupaten Contoh',
        regency: 'Kabupaten Contoh',
        hours: 'Senin–Jumat 08.00–15.30 WITA',
        isOpen: this.settings.isOpen ?? true,
        retentionDays: 30,
        consentVersion: '2026-1',
        trackUrl: 'https://contoh.id/lacak',
      },
      services: this.settings.services ?? [library],
      ...(current !== undefined && { current }),
      cases: entries,
      loosePapers: this.loose,
      hasPhone: this.settings.hasPhone ?? true,
      withOfficer: this.withOfficer,
    };
  }

  /** The last thing that was said; empty when nothing was. */
  get last(): Reply {
    return this.sent.at(-1) ?? { body: '' };
  }

  /** The case that is talked about, or the newest. */
  get case(): CaseState {
    const found =
      this.cases.find((entry) => entry.state.id === this.state.currentCaseId) ?? this.cases.at(-1);
    if (found === undefined) throw new Error('no case was opened');
    return found.state;
  }

  /** Gives the conversation an input and does what it asks for; returns what was said. */
  hear(input: ConversationInput): Reply[] {
    this.#counter += 1;
    const before = { state: this.state, cases: this.cases, loose: this.loose };
    const turn = converse(this.state, input, this.context);
    this.state = turn.state;
    const replies = [...turn.replies];
    for (const effect of turn.effects) {
      this.effects.push(effect);
      const refusal = this.#carryOut(effect, replies);
      if (refusal === undefined) continue;
      // One transaction: nothing of the turn was kept.
      Object.assign(this, before);
      this.refused.push(refusal);
      const { sentence, next } = refusals['not-now'];
      return this.hear({ kind: 'refused', sentence, next });
    }
    this.sent.push(...turn.replies);
    return replies;
  }

  /** Somebody types. */
  type(body: string): Reply[] {
    return this.hear({ kind: 'text', body });
  }

  /** What the conversation makes of a text, without doing any of it. */
  hearRaw(body: string): Turn {
    return converse(this.state, { kind: 'text', body }, this.context);
  }

  /** Somebody taps a choice of the last message by its title. */
  tap(title: string): Reply[] {
    const option = this.last.options?.find((one) => one.title === title);
    if (option === undefined) throw new Error(`no choice "${title}" below: ${this.last.body}`);
    return this.hear({ kind: 'choice', id: option.id, title });
  }

  /** Somebody taps a button of a template. */
  tapTemplate(what: 'complete' | 'documents' | 'received' | 'fault', caseId = this.case.id): Reply[] {
    return this.hear({ kind: 'choice', id: templateTapId(what, caseId), title: '' });
  }

  /** Files arrive together: a caption or file name each, or why one cannot be used. */
  send(...files: (string | { problem: PaperProblem })[]): Reply[] {
    const papers = files.map((file) => {
      if (typeof file !== 'string') return file;
      this.#counter += 1;
      return { attachmentId: `paper-${this.#counter}`, hint: file };
    });
    const target = caseForPapers(this.state, this.context);
    for (const paper of papers) {
      if ('problem' in paper) continue;
      if (target === undefined) this.loose = [...this.loose, paper];
      else this.#decide(target, addAttachment(paper.attachmentId, this.now));
    }
    return this.hear({ kind: 'papers', papers });
  }

  /** Somebody in the office acts on a case. */
  office(act: CaseAct, by: ActBy, id: string = by, caseId = this.case.id): void {
    const refusal = this.#decide(caseId, act, { kind: by === 'system' ? 'system' : 'officer', id }, by);
    if (refusal !== undefined) throw new Error(`the office may not ${act.act}: ${refusal}`);
  }

  /** Somebody in the office tries something; what the rules refuse does not happen. */
  tryOffice(act: CaseAct, by: ActBy, caseId: string): void {
    if (!this.cases.some((entry) => entry.state.id === caseId)) return;
    this.#decide(caseId, act, { kind: 'officer', id: by }, by);
  }

  /** Time passes. */
  wait(hours: number): void {
    this.now = new Date(Date.parse(this.now) + hours * 3_600_000).toISOString();
  }

  /** Effects of one kind. */
  done<N extends Effect['do']>(name: N): Extract<Effect, { do: N }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { do: N }> => effect.do === name);
  }

  #decide(caseId: string, act: CaseAct, actor = resident, by: ActBy = 'resident'): string | undefined {
    const entry = this.cases.find((one) => one.state.id === caseId);
    if (entry === undefined) throw new Error(`no case ${caseId}`);
    const decision = decide(entry.state, act, {
      now: this.now,
      today: this.now.slice(0, 10),
      actor,
      by: [by],
      service: entry.service,
    });
    if (isRefusal(decision)) return decision.refused;
    const state = evolveAll(entry.state, decision)!;
    this.cases = this.cases.map((one) => (one === entry ? { ...one, state } : one));
    return undefined;
  }

  #open(effect: Extract<Effect, { do: 'open-case' }>): undefined {
    const service = this.context.services.find((one) => one.id === effect.serviceId)!;
    const act: CaseAct = {
      act: 'open-case',
      id: effect.caseId,
      number: `B-2611-${String(this.cases.length + 1).padStart(5, '0')}`,
      serviceId: effect.serviceId,
      serviceVersion: '1',
      channel: 'whatsapp',
      contactId: resident.id,
      forWhom: effect.forWhom,
    };
    const decision = decide(undefined, act, {
      now: this.now,
      today: this.now.slice(0, 10),
      actor: resident,
      by: ['resident'],
      service,
    });
    if (isRefusal(decision)) throw new Error(decision.refused);
    this.cases = [...this.cases, { state: evolveAll(undefined, decision)!, service }];
  }

  #carryOut(effect: Effect, replies: Reply[]): string | undefined {
    switch (effect.do) {
      case 'open-case':
        return this.#open(effect);
      case 'adopt-papers':
        this.loose = this.loose.filter((paper) => !effect.attachmentIds.includes(paper.attachmentId));
        return effect.attachmentIds
          .map((id) => this.#decide(effect.caseId, addAttachment(id, this.now)))
          .find((refusal) => refusal !== undefined);
      case 'record-answers':
        return this.#decide(effect.caseId, {
          act: 'record-answers',
          answers: effect.answers,
          source: effect.source,
        });
      case 'assign-attachment': {
        const { attachmentId, requirementId } = effect;
        return this.#decide(effect.caseId, { act: 'assign-attachment', attachmentId, requirementId });
      }
      case 'withdraw-attachment':
        return this.#decide(effect.caseId, { act: effect.do, attachmentId: effect.attachmentId });
      case 'submit-case':
      case 'withdraw-case':
        return this.#decide(effect.caseId, { act: effect.do });
      case 'make-pin-digest':
        replies.push(...this.hear({ kind: 'pin-digest', digest: `digest of ${effect.pin}` }));
        return undefined;
      case 'keep-pin':
        this.#pins.set(effect.caseId, effect.digest);
        return undefined;
      case 'verify-pin': {
        const isRight = this.#pins.get(effect.caseId) === `digest of ${effect.pin}`;
        this.#tries = isRight ? 0 : this.#tries + 1;
        const outcome = isRight ? 'ok' : this.#tries >= 5 ? 'too-many' : 'wrong';
        replies.push(...this.hear({ kind: 'pin-verified', outcome }));
        return undefined;
      }
      case 'hand-over':
        this.withOfficer = effect.reason !== 'voice' || this.state.step === 'with-officer';
        return undefined;
      case 'end-hand-over':
        this.withOfficer = false;
        return undefined;
      case 'erase-unsent':
        this.loose = [];
        for (const { state } of this.cases.filter((one) => one.state.status === 'draft')) {
          this.#decide(state.id, { act: 'withdraw-case' });
        }
        return undefined;
      default:
        return undefined;
    }
  }
}

/** The act with which a file comes into a case, without a requirement. */
export function addAttachment(id: string, receivedAt: string): CaseAct {
  const original = { fileId: `file-${id}`, sha256: '0'.repeat(64), bytes: 1000 };
  return {
    act: 'add-attachment',
    attachment: { id, requirementId: null, receivedAt, original, pages: [] },
  };
}
