/** Chat text with its light marks: *bold*, _italic_, ~struck~, `code`, and links. */
import { Fragment, type ReactNode } from 'react';

const marks: [pattern: RegExp, wrap: (inner: ReactNode) => ReactNode][] = [
  [/(?<![\p{L}\p{N}])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}])/u, (inner) => <strong>{inner}</strong>],
  [/(?<![\p{L}\p{N}])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}])/u, (inner) => <em>{inner}</em>],
  [/(?<![\p{L}\p{N}])~(?=\S)([^~\n]*?\S)~(?![\p{L}\p{N}])/u, (inner) => <s>{inner}</s>],
  [/`([^`\n]+)`/u, (inner) => <code>{inner}</code>],
];
const link = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/u;

function anchor(address: string): ReactNode {
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address}
    </a>
  );
}

/** Parses from the earliest mark onwards, so that marks may stand inside others. */
function parse(text: string): ReactNode {
  const found = [
    ...marks.map(([pattern, wrap]) => ({
      match: pattern.exec(text),
      make: (inner: string) => wrap(parse(inner)),
    })),
    { match: link.exec(text), make: anchor },
  ]
    .filter(({ match }) => match !== null)
    .sort((a, b) => a.match!.index - b.match!.index)[0];
  if (!found) return text;
  const match = found.match!;
  const after = text.slice(match.index + match[0].length);
  return (
    <Fragment>
      {text.slice(0, match.index)}
      {found.make(match[1] ?? match[0])}
      {after && parse(after)}
    </Fragment>
  );
}

/** One text of a message. Line breaks stay. */
export function RichText({ text }: { text: string }) {
  return <p className="text">{parse(text)}</p>;
}
