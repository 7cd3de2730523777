/** The form of `/lacak`: case number and PIN. */
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import type { RefusalWords, TrackedCase } from '../answers.ts';
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

/** Asks until number and PIN open a case. The number may come with the link, as `?n=`; the PIN never does. */
export function TrackForm({ onOpen }: { onOpen: (key: Key, tracked: TrackedCase) => void }) {
  const { words, language } = usePage();
  const said = words.track;
  const [number, setNumber] = useState(new URLSearchParams(window.location.search).get('n') ?? '');
  const [pin, setPin] = useState('');
  const [isShown, setShown] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const [refusal, setRefusal] = useState<RefusalWords>();
  const numberInput = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isWaiting) return;
    const key = { number: tidyCaseNumber(number), pin: tidyPin(pin) };
    const found: Faults = {
      ...(key.number === '' && { number: said.numberNeeded }),
      ...(key.pin === undefined && { pin: said.pinNeeded }),
    };
    setFaults(found);
    setRefusal(undefined);
    if (found.number) return numberInput.current?.focus();
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

  const Eye = isShown ? IconEyeOff : IconEye;
  return (
    <div className="narrow">
      <h1>{said.title}</h1>
      <p className="lead">{said.intro}</p>
      <form className="card form" method="post" noValidate onSubmit={submit}>
        <RefusalBox refusal={refusal} />
        <Field
          id="number"
          label={said.number}
          hint={said.numberHint}
          fault={faults.number}
          inputRef={numberInput}
          inputMode="numeric"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        {/* A text field with covered characters, not a password field: browsers offer to store passwords. */}
        <Field
          id="pin"
          label={said.pin}
          hint={said.pinHint}
          fault={faults.pin}
          inputRef={pinInput}
          className={isShown ? 'pin' : 'pin covered'}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        >
          <button
            type="button"
            className="icon"
            aria-pressed={isShown}
            aria-label={isShown ? said.hidePin : said.showPin}
            onClick={() => setShown(!isShown)}
          >
            <Eye aria-hidden size={22} />
          </button>
        </Field>
        <button type="submit" className="button primary" aria-disabled={isWaiting}>
          {isWaiting ? words.wait : said.submit}
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
