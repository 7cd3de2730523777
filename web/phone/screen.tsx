/** The screen of one handset: head, conversation, composer, and the sheet above them. */
import { useCallback, useMemo, useState } from 'react';
import { ActionsSheet } from './actions-sheet.tsx';
import { language, simulator, words } from './address.ts';
import { Composer, type Draft } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { GallerySheet } from './gallery-sheet.tsx';
import { Head, StatusLine } from './head.tsx';
import { type Page, PageProvider } from './page.ts';
import { SettingsSheet } from './settings-sheet.tsx';
import { type Handset, type Message, SimulatorRefusal, type SimulatorState } from './simulator.ts';
import { Suggestions } from './suggestions.tsx';
import { useChat } from './use-chat.ts';
import { useOfficeOffset } from './use-office-offset.ts';

type OpenSheet = { kind: 'gallery' } | { kind: 'settings' } | { kind: 'actions'; message: Message };

function sentenceFor(error: unknown): string {
  if (error instanceof Error && error.message === 'too-large') return words.tooLarge;
  if (!(error instanceof SimulatorRefusal)) return words.refused;
  switch (error.refusal) {
    case undefined:
      return words.unreachable;
    case 'too-late':
      return words.tooLate;
    case 'phone-taken':
      return words.phoneTaken;
    case 'no-network':
      return words.noNetwork;
    case 'blocked':
      return words.isBlocked;
    default:
      return words.refused;
  }
}

/** Acts, and the sentence to show when the last act was refused. */
function useActs(): { act: Page['act']; problem: string | undefined } {
  const [problem, setProblem] = useState<string>();
  const act = useCallback<Page['act']>(async (work) => {
    try {
      await work();
      setProblem(undefined);
      return true;
    } catch (error) {
      setProblem(sentenceFor(error));
      return false;
    }
  }, []);
  return { act, problem };
}

function SheetAbove(props: {
  sheet: OpenSheet;
  messages: Message[];
  onAdded: (handset: Handset) => void;
  onDraft: (draft: Draft) => void;
  onClose: () => void;
}) {
  const { sheet, messages, onAdded, onDraft, onClose } = props;
  if (sheet.kind === 'gallery') return <GallerySheet onClose={onClose} />;
  if (sheet.kind === 'settings')
    return <SettingsSheet messages={messages} onAdded={onAdded} onClose={onClose} />;
  const { message } = sheet;
  return <ActionsSheet message={message} onDraft={(kind) => onDraft({ kind, message })} onClose={onClose} />;
}

/** One handset in hand. Another handset is another screen. */
export function Screen(props: {
  business: SimulatorState;
  handsets: Handset[];
  handset: Handset;
  onHandset: (handset: Handset) => void;
  onSwitch: (id: string) => void;
}) {
  const { handset, onHandset, onSwitch } = props;
  const { messages, put, offsetMs, isLive, ...chat } = useChat(simulator, handset.id, onHandset);
  const { act, problem } = useActs();
  const utcOffsetMinutes = useOfficeOffset();
  const [sheet, setSheet] = useState<OpenSheet>();
  const [draft, setDraft] = useState<Draft>();
  const isTyping = chat.isTyping && !handset.switches.airplane;
  const page = useMemo<Page>(
    () => ({
      words,
      language,
      utcOffsetMinutes,
      simulator,
      handset,
      now: () => Date.now() + offsetMs,
      act,
      send: (outgoing) => act(async () => put(await simulator.send(handset.id, outgoing))),
      showActions: (message) => setSheet({ kind: 'actions', message }),
    }),
    [handset, utcOffsetMinutes, offsetMs, act, put],
  );
  return (
    <PageProvider value={page}>
      <StatusLine handsets={props.handsets} isLive={isLive} onSwitch={onSwitch} />
      <Head business={props.business} isTyping={isTyping} onSettings={() => setSheet({ kind: 'settings' })} />
      {handset.switches.airplane && <p className="notice">{words.noNetwork}</p>}
      <Conversation messages={messages} isTyping={isTyping} />
      <div aria-live="assertive">{problem && <p className="notice bad">{problem}</p>}</div>
      <Suggestions messages={messages} />
      <Composer
        draft={draft}
        onAttach={() => setSheet({ kind: 'gallery' })}
        onDraftDone={() => setDraft(undefined)}
      />
      {sheet && (
        <SheetAbove
          sheet={sheet}
          messages={messages}
          onAdded={(added) => {
            onHandset(added);
            onSwitch(added.id);
          }}
          onDraft={(next) => {
            setDraft(next);
            setSheet(undefined);
          }}
          onClose={() => setSheet(undefined)}
        />
      )}
    </PageProvider>
  );
}
