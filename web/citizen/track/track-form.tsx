/** The form of `/lacak`: case number and PIN. */
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { RefusalWords } from '../../../src/domain/refusal.ts';
import type { TrackedCase } from '../../../src/http/api-types.ts';
import { tidyCaseNumber, tidyPin } from '../case-number.ts';
import { Field } from '../field.tsx';
import { usePage } from '../page.ts';
import { RefusalBox } from '../refusal-box.tsx';
import { track } from '../wire.ts';
import type { Key } from './track-page.tsx';

interface Faults {
  number?: string;
  pin?: string;
}

/** What is typed, what is wrong with it, and the asking. The PIN is emptied after every refusal. */
function useTrackForm(onOpen: (key: Key, tracked: TrackedCase) => void) {
  const { words, language } = usePage();
  const [number, setNumber] = useState(new URLSearchParams(window.location.search).get('n') ?? '');
  const [pin, setPin] = useState('');
  const [isWaiting, setWaiting] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [refusal, setRefusal] = useState<RefusalWords>();
  const numberInput = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isWaiting) return;
    const key = { number: tidyCaseNumber(number), pin: tidyPin(pin) };
    setFaults({
      ...(key.number === '' && { number: words.track.numberNeeded }),
      ...(key.pin === undefined && { pin: words.track.pinNeeded }),
    });
    setRefusal(undefined);
    if (key.number === '') return numberInput.current?.focus();
    if (key.pin === undefined) return pinInput.current?.focus();
    setNumber(key.number);
    setWaiting(true);
    const outcome = await track(key.number, key.pin, language);
    setWaiting(false);
    if (outcome.ok) return onOpen({ number: key.number, pin: key.pin }, outcome.value);
    setRefusal(outcome.refusal);
    setPin('');
    pinInput.current?.focus();
  };
  return { number, setNumber, pin, setPin, isWaiting, faults, refusal, numberInput, pinInput, submit };
}

/** A text field with covered characters, not a password field: browsers offer to store passwords. */
function PinField(props: {
  fault: string | undefined;
  inputRef: RefObject<HTMLInputElement | null>;
  pin: string;
  onPin: (pin: string) => void;
}) {
  const { words } = usePage();
  const said = words.track;
  const [isShown, setShown] = useState(false);
  const Eye = isShown ? IconEyeOff : IconEye;
  return (
    <Field
      id="pin"
      label={said.pin}
      hint={said.pinHint}
      fault={props.fault}
      inputRef={props.inputRef}
      className={isShown ? 'pin' : 'pin covered'}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      maxLength={12}
      value={props.pin}
      onChange={(event) => props.onPin(event.target.value)}
    >
      <button
        type="button"
        className="icon"
        aria-pressed={isShown}
        aria-label={said.showPin}
        onClick={() => setShown(!isShown)}
      >
        <Eye aria-hidden size={22} />
      </button>
    </Field>
  );
}

/** Asks until number and PIN open a case. The number may come with the link, as `?n=`; the PIN never does. */
export function TrackForm({ onOpen }: { onOpen: (key: Key, tracked: TrackedCase) => void }) {
  const { words } = usePage();
  const said = words.track;
  const form = useTrackForm(onOpen);
  return (
    <div className="narrow">
      <h1>{said.title}</h1>
      <p className="lead">{said.intro}</p>
      <form className="card form" method="post" noValidate onSubmit={form.submit}>
        <RefusalBox refusal={form.refusal} />
        <Field
          id="number"
          label={said.number}
          hint={said.numberHint}
          fault={form.faults.number}
          inputRef={form.numberInput}
          inputMode="numeric"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={form.number}
          onChange={(event) => form.setNumber(event.target.value)}
        />
        <PinField fault={form.faults.pin} inputRef={form.pinInput} pin={form.pin} onPin={form.setPin} />
        <button type="submit" className="button primary" aria-disabled={form.isWaiting}>
          {form.isWaiting ? words.wait : said.submit}
        </button>
        <p className="quiet with-icon">
          <IconLock aria-hidden size={16} />
          {said.privacy}
        </p>
      </form>
      <p className="quiet">{said.lost}</p>
    </div>
  );
}
