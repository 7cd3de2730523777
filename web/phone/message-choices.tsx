/** What can be tapped under a message of the business: buttons, a list, a link, a request. */
import { IconCornerUpLeft, IconExternalLink, IconList, IconMapPin, IconUser } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { usePage } from './page.ts';
import { Sheet } from './sheet.tsx';
import type { Message } from './simulator.ts';

function TapButton(props: { icon: ReactNode; label: string; onTap: () => void }) {
  return (
    <button type="button" className="choice" onClick={props.onTap}>
      {props.icon}
      {props.label}
    </button>
  );
}

function LinkButton({ label, url }: { label: string; url: string }) {
  return (
    <a className="choice" href={url} target="_blank" rel="noreferrer">
      <IconExternalLink aria-hidden size={18} />
      {label}
    </a>
  );
}

function ListButton({ message }: { message: Message }) {
  const { words, send } = usePage();
  const [isOpen, setOpen] = useState(false);
  const { button = '', sections = [] } = message.payload.action ?? {};
  const choose = async (choice: string) => {
    if (await send({ kind: 'choice', wamid: message.wamid, choice })) setOpen(false);
  };
  return (
    <>
      <TapButton icon={<IconList aria-hidden size={18} />} label={button} onTap={() => setOpen(true)} />
      {isOpen && (
        <Sheet title={button} closeLabel={words.close} onClose={() => setOpen(false)}>
          {sections.map((section, at) => (
            <section key={`${at} ${section.title}`}>
              {section.title && <h3 className="group">{section.title}</h3>}
              <ul className="rows">
                {section.rows.map((row) => (
                  <li key={row.id}>
                    <button type="button" className="row" onClick={() => choose(row.id)}>
                      <span>{row.title}</span>
                      {row.description && <span className="quiet">{row.description}</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </Sheet>
      )}
    </>
  );
}

function RequestButton({ message }: { message: Message }) {
  const { words, send } = usePage();
  const quotedWamid = message.wamid;
  if (message.payload.type === 'request_contact_info')
    return (
      <TapButton
        icon={<IconUser aria-hidden size={18} />}
        label={words.shareNumber}
        onTap={() => send({ kind: 'contact', quotedWamid })}
      />
    );
  return (
    <TapButton
      icon={<IconMapPin aria-hidden size={18} />}
      label={words.shareLocation}
      onTap={() =>
        send({
          kind: 'location',
          latitude: -2.3306,
          longitude: 115.468,
          name: words.locationName,
          quotedWamid,
        })
      }
    />
  );
}

function Interactive({ message }: { message: Message }) {
  const { send } = usePage();
  const { type, action } = message.payload;
  if (type === 'list') return <ListButton message={message} />;
  if (type === 'request_contact_info' || type === 'location_request_message')
    return <RequestButton message={message} />;
  const link = action?.parameters;
  if (type === 'cta_url' && link?.url)
    return <LinkButton label={link.display_text ?? link.url} url={link.url} />;
  return (action?.buttons ?? []).map(({ reply }) => (
    <TapButton
      key={reply.id}
      icon={<IconCornerUpLeft aria-hidden size={18} />}
      label={reply.title}
      onTap={() => send({ kind: 'choice', wamid: message.wamid, choice: reply.id })}
    />
  ));
}

function TemplateButtons({ message }: { message: Message }) {
  const { send } = usePage();
  return (message.payload.rendered?.buttons ?? []).map((button) => {
    const { text, url, phone, payload } = button;
    if (url) return <LinkButton key={text} label={text} url={url} />;
    if (phone) return <LinkButton key={text} label={text} url={`tel:${phone}`} />;
    return (
      <TapButton
        key={text}
        icon={<IconCornerUpLeft aria-hidden size={18} />}
        label={text}
        onTap={() => send({ kind: 'choice', wamid: message.wamid, choice: payload ?? text })}
      />
    );
  });
}

/** The row of choices under a received message; nothing when there is nothing to tap. */
export function MessageChoices({ message }: { message: Message }) {
  const hasChoices =
    message.direction === 'received' &&
    ((message.type === 'interactive' && message.payload.action) ||
      (message.type === 'template' && message.payload.rendered?.buttons.length));
  if (!hasChoices) return null;
  return (
    <div className="choices">
      {message.type === 'template' ? (
        <TemplateButtons message={message} />
      ) : (
        <Interactive message={message} />
      )}
    </div>
  );
}
