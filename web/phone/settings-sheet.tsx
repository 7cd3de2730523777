/** The sheet with a handset's switches, its identity, what its messages cost, and further handsets. */
import { type FormEvent, useState } from 'react';
import { rupiah } from './format.ts';
import { usePage } from './page.ts';
import { Sheet } from './sheet.tsx';
import type { Handset, Message, Switches } from './simulator.ts';

const switchNames = ['airplane', 'receipts', 'usernameOnly', 'blocked'] as const;

function SwitchRow({ name }: { name: keyof Switches }) {
  const { words, handset, simulator, act } = usePage();
  const help = `help-${name}`;
  return (
    <div className="switch-row">
      <label className="switch-label">
        <span>{words[name]}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={handset.switches[name]}
          checked={handset.switches[name]}
          aria-describedby={help}
          onChange={(event) =>
            act(() => simulator.changeHandset(handset.id, { switches: { [name]: event.target.checked } }))
          }
        />
      </label>
      <p className="quiet" id={help}>
        {words[`${name}Help`]}
      </p>
    </div>
  );
}

function Identity({ messages }: { messages: Message[] }) {
  const { words, handset } = usePage();
  const paid = messages.filter((message) => message.costRp !== undefined);
  const total = paid.reduce((sum, message) => sum + (message.costRp ?? 0), 0);
  const facts: [string, string][] = [
    [words.number, `+${handset.phone}`],
    ...(handset.username ? [[words.username, handset.username] as [string, string]] : []),
    [words.userId, handset.bsuid],
    [words.total, words.totalOf(rupiah(total), paid.length)],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const digitsOf = (text: string) => text.replace(/\D/g, '').replace(/^0/, '62');

function NumberForm() {
  const { words, handset, simulator, act } = usePage();
  const [phone, setPhone] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => simulator.changeNumber(handset.id, digitsOf(phone)))) setPhone('');
  };
  return (
    <form className="line-form" onSubmit={submit}>
      <label className="field">
        {words.newNumber}
        <input inputMode="tel" required value={phone} onChange={(event) => setPhone(event.target.value)} />
      </label>
      <button type="submit" className="button">
        {words.changeNumber}
      </button>
    </form>
  );
}

function HandsetForm({ onAdded }: { onAdded: (handset: Handset) => void }) {
  const { words, simulator, act } = usePage();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act(async () => onAdded(await simulator.addHandset(name.trim(), digitsOf(phone))));
  };
  return (
    <form className="line-form" onSubmit={submit}>
      <h3 className="group">{words.newHandset}</h3>
      <label className="field">
        {words.name}
        <input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        {words.number}
        <input inputMode="tel" required value={phone} onChange={(event) => setPhone(event.target.value)} />
      </label>
      <button type="submit" className="button">
        {words.add}
      </button>
    </form>
  );
}

/** The settings of the handset in hand. `onAdded` is told of a new handset. */
export function SettingsSheet(props: {
  messages: Message[];
  onAdded: (handset: Handset) => void;
  onClose: () => void;
}) {
  const { words } = usePage();
  return (
    <Sheet title={words.settings} closeLabel={words.close} onClose={props.onClose}>
      <div className="sheet-scroll">
        {switchNames.map((name) => (
          <SwitchRow key={name} name={name} />
        ))}
        <Identity messages={props.messages} />
        <NumberForm />
        <HandsetForm onAdded={props.onAdded} />
        <p className="quiet">{words.simulated}</p>
      </div>
    </Sheet>
  );
}
