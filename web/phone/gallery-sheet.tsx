/** The sheet from which files are sent: sample papers, files of this device, a place, a voice note. */
import { IconFileTypePdf, IconMapPin, IconMicrophone, IconUpload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { usePage } from './page.ts';
import { Sheet } from './sheet.tsx';
import type { GalleryItem, NewFile } from './simulator.ts';

const largestBytes = 25 * 1024 * 1024;

function readAsBase64(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}

function PaperButton(props: { item: GalleryItem; place: number; onToggle: () => void }) {
  const { words, simulator } = usePage();
  const { item, place } = props;
  const isChosen = place > 0;
  return (
    <li>
      <button type="button" className="paper" aria-pressed={isChosen} onClick={props.onToggle}>
        <span className="paper-picture">
          {item.mime.startsWith('image/') ? (
            <img src={simulator.galleryUrl(item.file)} alt="" loading="lazy" />
          ) : (
            <IconFileTypePdf aria-hidden size={40} stroke={1.2} />
          )}
          {isChosen && (
            <>
              <span className="paper-place" aria-hidden>
                {place}
              </span>
              <span className="only-spoken">{words.chosen(place)}</span>
            </>
          )}
        </span>
        <span className="paper-title">{item.title}</span>
      </button>
    </li>
  );
}

function Papers(props: { items: GalleryItem[]; chosen: string[]; onToggle: (file: string) => void }) {
  const { words } = usePage();
  const groups = [...new Set(props.items.map(({ group }) => group))];
  return groups.map((group) => (
    <section key={group}>
      {groups.length > 1 && <h3 className="group">{group || words.otherPapers}</h3>}
      <ul className="papers">
        {props.items
          .filter((item) => item.group === group)
          .map((item) => (
            <PaperButton
              key={item.file}
              item={item}
              place={props.chosen.indexOf(item.file) + 1}
              onToggle={() => props.onToggle(item.file)}
            />
          ))}
      </ul>
    </section>
  ));
}

function OtherThings({ isDocument, onDone }: { isDocument: boolean; onDone: () => void }) {
  const { words, handset, simulator, act, send } = usePage();
  const sendFiles = async (files: File[]) => {
    const isDone = await act(async () => {
      if (files.some((file) => file.size > largestBytes)) throw new Error('too-large');
      const read = files.map(async (file) => ({
        base64: await readAsBase64(file),
        mime: file.type || 'application/octet-stream',
        filename: file.name,
        ...(isDocument ? { as: 'document' as const } : {}),
      }));
      return simulator.sendAlbum(handset.id, await Promise.all(read));
    });
    if (isDone) onDone();
  };
  const sendOne = async (outgoing: Parameters<typeof send>[0]) => {
    if (await send(outgoing)) onDone();
  };
  return (
    <div className="others">
      <label className="choice">
        <IconUpload aria-hidden size={18} />
        {words.fromDevice}
        <input
          className="only-spoken"
          type="file"
          multiple
          aria-label={words.fromDevice}
          onChange={(event) => sendFiles([...(event.target.files ?? [])])}
        />
      </label>
      <button
        type="button"
        className="choice"
        onClick={() =>
          sendOne({ kind: 'location', latitude: -2.3306, longitude: 115.468, name: words.locationName })
        }
      >
        <IconMapPin aria-hidden size={18} />
        {words.sampleLocation}
      </button>
      <button type="button" className="choice" onClick={() => sendOne({ kind: 'voice', seconds: 3 })}>
        <IconMicrophone aria-hidden size={18} />
        {words.sampleVoice}
      </button>
    </div>
  );
}

function SendAs(props: { isDocument: boolean; onChange: (isDocument: boolean) => void }) {
  const { words } = usePage();
  return (
    <fieldset className="segments">
      <legend className="only-spoken">{words.sendAs}</legend>
      {[false, true].map((asDocument) => (
        <label key={String(asDocument)}>
          <input
            type="radio"
            name="as"
            checked={props.isDocument === asDocument}
            onChange={() => props.onChange(asDocument)}
          />
          <span>{asDocument ? words.asDocument : words.asPhoto}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The gallery. Several papers leave as an album: separate messages, as WhatsApp sends them. */
export function GallerySheet({ onClose }: { onClose: () => void }) {
  const { words, handset, simulator, act, send } = usePage();
  const [items, setItems] = useState<GalleryItem[]>();
  const [chosen, setChosen] = useState<string[]>([]);
  const [isDocument, setDocument] = useState(false);
  const [isSending, setSending] = useState(false);

  useEffect(() => {
    act(async () => setItems(await simulator.gallery()));
  }, [act, simulator]);

  const toggle = (file: string) =>
    setChosen((before) => (before.includes(file) ? before.filter((one) => one !== file) : [...before, file]));
  const submit = async () => {
    setSending(true);
    const files: NewFile[] = chosen.map((gallery) =>
      isDocument ? { gallery, as: 'document' } : { gallery },
    );
    const [only] = files;
    const isDone =
      files.length === 1 && only
        ? await send({ kind: 'media', file: only })
        : await act(() => simulator.sendAlbum(handset.id, files));
    setSending(false);
    if (isDone) onClose();
  };

  return (
    <Sheet title={words.papers} closeLabel={words.close} onClose={onClose}>
      <div className="sheet-scroll">
        {items?.length === 0 && <p className="empty">{words.noPapers}</p>}
        {items && <Papers items={items} chosen={chosen} onToggle={toggle} />}
        <OtherThings isDocument={isDocument} onDone={onClose} />
      </div>
      <footer className="sheet-foot">
        <SendAs isDocument={isDocument} onChange={setDocument} />
        <button
          type="button"
          className="button primary"
          disabled={chosen.length === 0 || isSending}
          onClick={submit}
        >
          {words.sendCount(chosen.length)}
        </button>
      </footer>
    </Sheet>
  );
}
