/** What stands inside a bubble, by type of message. */
import { IconFileTypePdf, IconMapPin, IconMicrophone, IconUser } from '@tabler/icons-react';
import { usePage } from './page.ts';
import { RichText } from './rich-text.tsx';
import type { Message } from './simulator.ts';

function DocumentCard({ message }: { message: Message }) {
  const { words, simulator } = usePage();
  const { id, filename, caption } = message.payload;
  const name = filename ?? words.document;
  return (
    <>
      <a
        className="file"
        href={id ? simulator.mediaUrl(id) : undefined}
        target="_blank"
        rel="noreferrer"
        aria-label={words.openDocument(name)}
      >
        <IconFileTypePdf aria-hidden stroke={1.5} />
        <span className="file-name">{name}</span>
        <span className="file-open">{words.open}</span>
      </a>
      {caption && <RichText text={caption} />}
    </>
  );
}

function Picture({ message }: { message: Message }) {
  const { words, simulator } = usePage();
  const { id, caption } = message.payload;
  return (
    <>
      <a href={simulator.mediaUrl(id ?? '')} target="_blank" rel="noreferrer" aria-label={words.openPhoto}>
        <img className="photo" src={simulator.mediaUrl(id ?? '')} alt={caption ?? words.photo} />
      </a>
      {caption && <RichText text={caption} />}
    </>
  );
}

function Sound({ message }: { message: Message }) {
  const { words, simulator } = usePage();
  return (
    <div className="sound">
      <IconMicrophone aria-hidden stroke={1.5} />
      {/* biome-ignore lint/a11y/useMediaCaption: a voice note of a person has no captions. */}
      <audio
        controls
        preload="metadata"
        aria-label={words.voice}
        src={simulator.mediaUrl(message.payload.id ?? '')}
      />
    </div>
  );
}

function Place({ message }: { message: Message }) {
  const { words } = usePage();
  const { latitude, longitude, name, address } = message.payload;
  return (
    <div className="card-line">
      <IconMapPin aria-hidden stroke={1.5} />
      <div>
        <strong>{name ?? words.location}</strong>
        <div className="quiet">{address ?? `${latitude}, ${longitude}`}</div>
      </div>
    </div>
  );
}

function Person({ message }: { message: Message }) {
  const { words } = usePage();
  const [contact] = message.payload.contacts ?? [];
  return (
    <div className="card-line">
      <IconUser aria-hidden stroke={1.5} />
      <div>
        <strong>{contact?.name?.formatted_name ?? words.contact}</strong>
        <div className="quiet">{contact?.phones?.[0]?.phone}</div>
      </div>
    </div>
  );
}

function Parts({
  header,
  body,
  footer,
}: {
  header?: string | undefined;
  body: string;
  footer?: string | undefined;
}) {
  return (
    <>
      {header && <h3 className="bubble-title">{header}</h3>}
      <RichText text={body} />
      {footer && <p className="quiet">{footer}</p>}
    </>
  );
}

/** The plain text of a message, for quotes and for editing. */
export function textOf(message: Message, otherwise: string): string {
  const { body, caption, button_reply, list_reply, text, rendered, filename } = message.payload;
  const bodyText = typeof body === 'string' ? body : body?.text;
  return (
    bodyText ??
    rendered?.body ??
    button_reply?.title ??
    list_reply?.title ??
    text ??
    caption ??
    filename ??
    otherwise
  );
}

/** The inside of one bubble. */
export function MessageContent({ message }: { message: Message }) {
  const { words } = usePage();
  const { payload, type } = message;
  if (message.revokedAt !== undefined) return <p className="quiet deleted">{words.deleted}</p>;
  switch (type) {
    case 'document':
      return <DocumentCard message={message} />;
    case 'image':
    case 'sticker':
      return <Picture message={message} />;
    case 'audio':
      return <Sound message={message} />;
    case 'location':
      return <Place message={message} />;
    case 'contacts':
      return <Person message={message} />;
    case 'template':
      return payload.rendered ? <Parts {...payload.rendered} /> : null;
    case 'interactive':
      if (!payload.action) return <RichText text={textOf(message, '')} />;
      return <Parts header={payload.header?.text} body={textOf(message, '')} footer={payload.footer?.text} />;
    case 'text':
    case 'button':
      return <RichText text={textOf(message, '')} />;
    default:
      return <p className="quiet">{`${words.otherKind}: ${type}`}</p>;
  }
}
