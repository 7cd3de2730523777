/** Failures on demand: by the end of the recipient's number, for the next N calls, by template or by type. */
import type { Database } from '../store/database.ts';

/** The calls that a rule can spoil. */
export type RulePath = 'messages' | 'media-upload' | 'media-get' | 'media-download';

/** What a rule looks at. All that are given must fit. */
export interface RuleMatch {
  /** `messages` when not given. */
  path?: RulePath;
  /** The last digits of the recipient's phone or BSUID. */
  recipientSuffix?: string;
  template?: string;
  /** Message type such as `text` or `document`. */
  type?: string;
}

/** How the network itself misbehaves. `isAccepted`: the call took effect although no answer arrives. */
export interface NetworkFault {
  fault: 'hang' | 'reset' | 'http-500' | 'http-503';
  isAccepted: boolean;
}

/** What a rule does: an error of Meta's, at once or as a later `failed` status, or a fault of the network. */
export type RuleAction = { error: number; as: 'response' | 'status' } | NetworkFault;

/** One rule. Without `times` it holds until it is removed. */
export interface Rule {
  match: RuleMatch;
  action: RuleAction;
  times?: number;
}

/** A call that is about to be answered. */
export interface RuledCall {
  path: RulePath;
  recipient?: string;
  template?: string;
  type?: string;
}

/** How to reach the rules in the state. */
export interface Rules {
  list(): (Rule & { id: number; remaining?: number })[];
  add(rule: Rule): number;
  remove(id: number): void;
  clear(): void;
  /** The first rule that fits, used up by one. Numbers that end in a code's last digits have a rule of their own. */
  use(call: RuledCall): RuleAction | undefined;
}

/** Recipients with these endings always fail, so that a person can try a failure by dialling it. */
const byEnding: [ending: string, action: RuleAction][] = [
  ['1047', { error: 131047, as: 'response' }],
  ['1026', { error: 131026, as: 'status' }],
  ['1056', { error: 131056, as: 'response' }],
  ['0429', { error: 130429, as: 'response' }],
];

function fits(match: RuleMatch, call: RuledCall): boolean {
  return (
    (match.path ?? 'messages') === call.path &&
    (match.recipientSuffix === undefined || call.recipient?.endsWith(match.recipientSuffix) === true) &&
    (match.template === undefined || match.template === call.template) &&
    (match.type === undefined || match.type === call.type)
  );
}

/** Opens the rules of a state. */
export function openRules(db: Database): Rules {
  const list = () =>
    db
      .all<{ id: number; rule: string; remaining: number | null }>('SELECT * FROM rules ORDER BY id')
      .map(({ id, rule, remaining }) => ({
        ...(JSON.parse(rule) as Rule),
        id,
        ...(remaining === null ? {} : { remaining }),
      }));
  const remove = (id: number) => db.run('DELETE FROM rules WHERE id = ?', id);
  return {
    list,
    add: (rule) =>
      db.transaction(() => {
        const id = db.nextNumber();
        db.run('INSERT INTO rules VALUES (?, ?, ?)', id, JSON.stringify(rule), rule.times ?? null);
        return id;
      }),
    remove,
    clear: () => db.run('DELETE FROM rules'),
    use(call) {
      const rule = list().find(({ match }) => fits(match, call));
      if (!rule)
        return call.path === 'messages'
          ? byEnding.find(([ending]) => call.recipient?.endsWith(ending))?.[1]
          : undefined;
      if (rule.remaining === 1) remove(rule.id);
      else if (rule.remaining) db.run('UPDATE rules SET remaining = remaining - 1 WHERE id = ?', rule.id);
      return rule.action;
    },
  };
}
