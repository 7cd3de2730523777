/** The right input for each kind of field: what is typed is read as the domain reads it, with the fault at once. */
import { NativeSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { FieldSpec } from '../../../src/catalogue/define-service.ts';
import { answerFaultWords, parseAnswer } from '../../../src/domain/case/answer.ts';
import type { AnswerValue } from '../../../src/http/api-types.ts';
import { areasQuery } from '../api/queries.ts';
import { areaName } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { useSession, useTime } from '../session.tsx';
import { calendarDay } from '../time.ts';

/** What every input is given. `name` is the accessible name when there is no visible label of its own. */
export interface FieldInputProps {
  id: string;
  spec: FieldSpec;
  name: string;
  label?: string;
  description?: string;
  choices?: Readonly<Record<string, string>>;
  /** The text or code to begin with. */
  initial: string;
  autoFocus?: boolean;
  size?: 'xs' | 'sm' | 'md';
  onSave: (value: AnswerValue) => void;
  onCancel?: () => void;
}

/** Goes to the next empty input of the same card, so that a paper can be typed off without the mouse. */
function focusNext(from: HTMLElement): void {
  const card = from.closest('[data-fields]');
  const inputs = [...(card?.querySelectorAll<HTMLElement>('[data-field-input]') ?? [])];
  const next = inputs[inputs.indexOf(from) + 1];
  if (next === undefined) from.blur();
  else next.focus();
}

function ChoiceInput(props: FieldInputProps & { options: [string, string][] }) {
  const { id, name, label, description, options, initial, autoFocus, size = 'xs', onSave, onCancel } = props;
  const { t } = useWords();
  return (
    <NativeSelect
      id={id}
      size={size}
      label={label}
      description={description}
      aria-label={label === undefined ? name : undefined}
      data-field-input
      autoFocus={autoFocus}
      defaultValue={initial}
      data={[
        { value: '', label: t('act.choose') },
        ...options.map(([value, words]) => ({ value, label: words })),
      ]}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onSave(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.();
        if (event.key === 'Enter') {
          event.preventDefault();
          focusNext(event.currentTarget);
        }
      }}
    />
  );
}

function DesaInput({
  id,
  name,
  label,
  description,
  initial,
  autoFocus,
  size = 'xs',
  onSave,
}: FieldInputProps) {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const options = areas
    .filter((area) => area.code.split('.').length === 4)
    .map(({ code }) => ({ value: code, label: areaName(code, areas) }));
  return (
    <Select
      id={id}
      size={size}
      label={label}
      description={description}
      aria-label={label === undefined ? name : undefined}
      data-field-input
      autoFocus={autoFocus}
      searchable
      placeholder={t('act.choose')}
      data={options}
      defaultValue={initial === '' ? null : initial}
      limit={60}
      onChange={(value) => {
        if (value !== null) onSave(value);
      }}
    />
  );
}

/** Reads what was typed: the value, or the fault in words. */
function useReader({ spec, choices }: Pick<FieldInputProps, 'spec' | 'choices'>) {
  const { language } = useWords();
  const { office } = useSession();
  const { now } = useTime();
  return (typed: string): { value: AnswerValue } | { fault: string } => {
    const today = calendarDay(now, office.utcOffsetMinutes);
    const parsed = parseAnswer(typed, spec, {
      today,
      ...(choices !== undefined && { choiceWords: choices }),
    });
    return parsed.ok ? { value: parsed.value } : { fault: answerFaultWords[parsed.fault][language] };
  };
}

function TypedInput(props: FieldInputProps) {
  const { id, spec, name, label, description, initial, autoFocus, size = 'xs', onSave, onCancel } = props;
  const [typed, setTyped] = useState(initial);
  const [fault, setFault] = useState<string>();
  const read = useReader(props);
  /** Whether the input is done with: saved, or left as it was. */
  const commit = (): boolean => {
    if (typed.trim() === '' || typed === initial) {
      setFault(undefined);
      onCancel?.();
      return true;
    }
    const answer = read(typed);
    if ('fault' in answer) {
      setFault(answer.fault);
      return false;
    }
    setFault(undefined);
    onSave(answer.value);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      setTyped(initial);
      setFault(undefined);
      onCancel?.();
      event.currentTarget.blur();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      if (commit()) focusNext(event.currentTarget);
    }
  };
  const isDigits = spec.kind === 'nik' || spec.kind === 'kk' || spec.kind === 'number';
  return (
    <TextInput
      id={id}
      size={size}
      label={label}
      description={description}
      aria-label={label === undefined ? name : undefined}
      data-field-input
      autoFocus={autoFocus}
      autoComplete="off"
      inputMode={isDigits ? 'numeric' : undefined}
      placeholder={{ date: '14-11-2026', time: '05.20' }[spec.kind as string]}
      value={typed}
      error={fault}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

/** The input for a field. Saves on Enter, on leaving, or on choosing; Escape leaves it as it was. */
export function FieldInput(props: FieldInputProps) {
  const { t } = useWords();
  const { spec, choices = {}, onSave } = props;
  if (spec.kind === 'desa') return <DesaInput {...props} />;
  if (spec.kind === 'choice') {
    const options = (spec.choices ?? []).map((code): [string, string] => [code, choices[code] ?? code]);
    return <ChoiceInput {...props} options={options} />;
  }
  if (spec.kind === 'yes-no') {
    const options: [string, string][] = [
      ['yes', t('act.yes')],
      ['no', t('act.no')],
    ];
    return <ChoiceInput {...props} options={options} onSave={(value) => onSave(value === 'yes')} />;
  }
  return <TypedInput {...props} />;
}

/** The text with which an input begins for a value. Masked numbers begin empty: they are typed anew. */
export function initialText(spec: FieldSpec, value: AnswerValue | undefined, isMasked: boolean): string {
  if (value === undefined || isMasked) return '';
  if (spec.kind === 'yes-no') return value === true ? 'yes' : 'no';
  const text = String(value);
  if (spec.kind === 'date') return text.split('-').reverse().join('-');
  return spec.kind === 'time' ? text.replace(':', '.') : text;
}
