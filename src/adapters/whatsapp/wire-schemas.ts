/** The parts of Meta's message objects that Sampai cannot do without, as schemas compiled once. */
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** Printable ASCII, as in `wire.ts`: what is not an id is not repaired. */
const Id = Type.String({ pattern: '^[\\x21-\\x7e]{1,256}$' });
/** Ids of our own buttons and rows come back here; they may hold spaces, never control characters. */
const ChoiceId = Type.String({ pattern: '^[^\\x00-\\x1f\\ud800-\\udfff]{1,256}$' });
const AnyObject = Type.Record(Type.String(), Type.Unknown());

/** `text`: webhooks reference, "Text messages". */
export const textShape = Compile(Type.Object({ body: Type.String() }));

/** `image`, `video`, `audio`, `document`, `sticker`: only the id is needed to fetch the file. */
export const mediaShape = Compile(Type.Object({ id: Id }));

/** `interactive.button_reply` and `interactive.list_reply`. */
export const replyShape = Compile(Type.Object({ id: ChoiceId, title: Type.String() }));

/** `button`: a tapped quick reply of a template; older templates have no payload of their own. */
export const templateButtonShape = Compile(
  Type.Object({ text: Type.String({ minLength: 1 }), payload: Type.Optional(ChoiceId) }),
);

/** `reaction`: webhooks come without `emoji` when a reaction is taken back. */
export const reactionShape = Compile(
  Type.Object({ message_id: Id, emoji: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
);

/** `edit`: the new message stands inside, as text or as media with its caption. */
export const editShape = Compile(Type.Object({ original_message_id: Id, message: AnyObject }));

/** `revoke`: which message was taken back. */
export const revokeShape = Compile(Type.Object({ original_message_id: Id }));

/** `system`: what changed; the ids beside it are all optional. */
export const systemShape = Compile(Type.Object({ type: Type.String({ maxLength: 60 }) }));

/** Degrees come as numbers, in some versions as numerals. */
const Degrees = Type.Union([Type.Number(), Type.String({ pattern: '^-?[0-9]{1,3}(\\.[0-9]{1,20})?$' })]);

/** `location`. */
export const locationShape = Compile(Type.Object({ latitude: Degrees, longitude: Degrees }));
