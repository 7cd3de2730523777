/** The phone: its head with the switcher, the conversation, the composer, and the sheets above them. */
import { IconAdjustmentsHorizontal, IconPlane, IconWifi, IconWifiOff } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ActionsSheet } from './actions-sheet.tsx';
import { Composer, type Draft } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { timeOf } from './format.ts';
import { GallerySheet } from './gallery-sheet.tsx';
import { type Page, PageProvider, usePage } from './page.ts';
import { SettingsSheet } from './settings-sheet.tsx';
import {
  type Handset,
  type Message,
  openSimulator,
  SimulatorRefusal,
  type SimulatorState,
  simulatorBase,
} from './simulator.ts';
import { Suggestions } from './suggestions.tsx';
import { useChat } from './use-chat.ts';
import { languageOf, type Words, wordsOf } from './words.ts';

const language = languageOf(window.location.search);
const words = wordsOf[language];
const simulator = openSimulator(simulatorBase(window.location.search));

function sentenceFor(error: unknown, said: Words): string {
  if (error instanceof Error && error.message === 'too-large') return said.tooLarge;
  if (!(error instanceof SimulatorRefusal)) return said.refused;
  if (error.refusal === undefined) return said.unreachable;
  if (error.refusal === 'too-late') return said.tooLate;
  if (error.refusal === 'phone-taken') return said.phoneTaken;
  if (error.refusal === 'no-network') return said.noNetwork;
  if (error.refusal === 'blocked') return said.isBlocked;
  return said.refused;
}

function keepInAddress(handsetId: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set('handset', handsetId);
  window.history.replaceState(null, '', address);
}

/** A clock that ticks for the status line. */
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function StatusLine(props: {
  handsets: Handset[];
  now: number;
  isLive: boolean;
  onSwitch: (id: string) => void;
}) {
  const { handset } = usePage();
  const Network = handset.switches.airplane ? IconPlane : props.isLive ? IconWifi : IconWifiOff;
  return (
    <div className="status-line">
      <span className="num">{timeOf(props.now, language)}</span>
      <select
        aria-label={words.whose}
        value={handset.id}
        onChange={(event) => props.onSwitch(event.target.value)}
      >
        {props.handsets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Network aria-hidden size={16} />
    </div>
  );
}

function Head(props: { business: SimulatorState; isTyping: boolean; onSettings: () => void }) {
  const initials = props.business.businessName
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return (
    <header className="head">
      <span className="avatar" aria-hidden>
        {initials}
      </span>
      <div className="head-text">
        <h1>{props.business.businessName}</h1>
        <p className="quiet">
          {props.isTyping ? words.typing : `${words.demo} · ${props.business.displayPhoneNumber}`}
        </p>
      </div>
      <button type="button" className="icon" aria-label={words.settings} onClick={props.onSettings}>
        <IconAdjustmentsHorizontal aria-hidden />
      </button>
    </header>
  );
}

type OpenSheet = { kind: 'gallery' } | { kind: 'settings' } | { kind: 'actions'; message: Message };

function Screen(props: {
  business: SimulatorState;
  handsets: Handset[];
  handset: Handset;
  onHandset: (handset: Handset) => void;
  onSwitch: (id: string) => void;
}) {
  const { handset, onHandset, onSwitch } = props;
  const chat = useChat(simulator, handset.id, onHandset);
  const [sheet, setSheet] = useState<OpenSheet>();
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState<string>();
  const tick = useNow();

  const act = useCallback<Page['act']>(async (work) => {
    try {
      await work();
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(sentenceFor(error, words));
      return false;
    }
  }, []);
  const { put, offsetMs } = chat;
  const isTyping = chat.isTyping && !handset.switches.airplane;
  const page = useMemo<Page>(
    () => ({
      words,
      language,
      simulator,
      handset,
      now: () => Date.now() + offsetMs,
      act,
      send: (outgoing) => act(async () => put(await simulator.send(handset.id, outgoing))),
      showActions: (message) => setSheet({ kind: 'actions', message }),
    }),
    [handset, offsetMs, act, put],
  );
  const close = () => setSheet(undefined);

  return (
    <PageProvider value={page}>
      <StatusLine handsets={props.handsets} now={tick + offsetMs} isLive={chat.isLive} onSwitch={onSwitch} />
      <Head business={props.business} isTyping={isTyping} onSettings={() => setSheet({ kind: 'settings' })} />
      {handset.switches.airplane && <p className="notice">{words.noNetwork}</p>}
      <Conversation messages={chat.messages} isTyping={isTyping} />
      <div aria-live="assertive">{problem && <p className="notice bad">{problem}</p>}</div>
      <Suggestions messages={chat.messages} />
      <Composer
        key={handset.id}
        draft={draft}
        onAttach={() => setSheet({ kind: 'gallery' })}
        onDraftDone={() => setDraft(undefined)}
      />
      {sheet?.kind === 'gallery' && <GallerySheet onClose={close} />}
      {sheet?.kind === 'settings' && (
        <SettingsSheet
          messages={chat.messages}
          onAdded={(added) => {
            onHandset(added);
            onSwitch(added.id);
            close();
          }}
          onClose={close}
        />
      )}
      {sheet?.kind === 'actions' && (
        <ActionsSheet
          message={sheet.message}
          onDraft={(kind) => {
            setDraft({ kind, message: sheet.message });
            close();
          }}
          onClose={close}
        />
      )}
    </PageProvider>
  );
}

/** Loads the handsets and shows the one in hand; tries again while the simulator is not there. */
export function Phone() {
  const [business, setBusiness] = useState<SimulatorState>();
  const [handsets, setHandsets] = useState<Handset[]>([]);
  const [chosenId, setChosenId] = useState(new URLSearchParams(window.location.search).get('handset'));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const [state, list] = await Promise.all([simulator.state(), simulator.handsets()]);
        setBusiness(state);
        setHandsets(list);
      } catch {
        timer = setTimeout(load, 1_000);
      }
    };
    load();
    return () => clearTimeout(timer);
  }, []);

  const onHandset = useCallback((changed: Handset) => {
    setHandsets((before) =>
      before.some(({ id }) => id === changed.id)
        ? before.map((handset) => (handset.id === changed.id ? changed : handset))
        : [...before, changed],
    );
  }, []);
  const onSwitch = useCallback((id: string) => {
    setChosenId(id);
    keepInAddress(id);
  }, []);

  const handset = handsets.find(({ id }) => id === chosenId) ?? handsets[0];
  return (
    <main className="phone">
      {business && handset ? (
        <Screen
          business={business}
          handsets={handsets}
          handset={handset}
          onHandset={onHandset}
          onSwitch={onSwitch}
        />
      ) : (
        <p className="notice" role="status">
          {words.unreachable}
        </p>
      )}
    </main>
  );
}
