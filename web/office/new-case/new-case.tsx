/** A new case at the counter: service, answers, papers and PIN, filled in together with the resident. */
import { Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { choicesForWhom, type ForWhom } from '../../../src/catalogue/define-service.ts';
import { missingFields, relevantFields } from '../../../src/catalogue/plan.ts';
import { pinFault, readPin } from '../../../src/domain/conversation/pin.ts';
import type { AnswerValue, Service } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { request } from '../../ui/request.ts';
import { say } from '../../ui/say.tsx';
import { servicesQuery } from '../api/queries.ts';
import { fieldWords } from '../case/case-words.ts';
import { FieldInput } from '../fields/field-input.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useSession, useTime } from '../session.tsx';
import { calendarDay } from '../time.ts';
import styles from './new-case.module.css';
import { NewPapers } from './new-papers.tsx';
import { PinField } from './pin-field.tsx';

type Answers = Record<string, AnswerValue>;
/** Chosen files by requirement. */
export type ChosenPapers = Record<string, File[]>;

/** Sends everything in one request: all of it is kept, or nothing. */
function useOpening() {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (wish: {
      serviceId: string;
      forWhom: ForWhom;
      answers: Answers;
      pin?: string;
      papers: ChosenPapers;
    }) => {
      const { papers, ...rest } = wish;
      const form = new FormData();
      form.append('case', JSON.stringify({ ...rest, submit: true }));
      for (const [requirementId, files] of Object.entries(papers))
        for (const file of files) form.append(`paper.${requirementId}`, file);
      return request<{ id: string; number: string }>('/api/cases', { form });
    },
    onSuccess: async ({ id, number }) => {
      say(t('newCase.done', { number }));
      await client.invalidateQueries({ queryKey: ['desk'] });
      void client.invalidateQueries({ queryKey: ['desks'] });
      void navigate({ to: `/pemeriksaan/${id}`, ignoreBlocker: true });
    },
  });
}

interface QuestionsProps {
  service: Service;
  answers: Answers;
  today: string;
  onSave: (id: string, value: AnswerValue) => void;
}

function Question({ id, service, onSave }: Pick<QuestionsProps, 'service' | 'onSave'> & { id: string }) {
  const { t, language } = useWords();
  const spec = service.fields[id]!;
  const words = fieldWords(service, id, language);
  return (
    <FieldInput
      id={`new-${id}`}
      spec={spec}
      size="sm"
      name={words.label}
      label={spec.optional === true ? `${words.label} (${t('newCase.optional')})` : words.label}
      {...(words.hint !== undefined && { description: words.hint })}
      {...(words.choices !== undefined && { choices: words.choices })}
      initial=""
      onSave={(value) => onSave(id, value)}
    />
  );
}

/** Fields of one kind, in the groups of the service. */
function Questions({ isAsked, ...props }: QuestionsProps & { isAsked: boolean }) {
  const { service, answers, today, onSave } = props;
  const { language } = useWords();
  const relevant = new Map(relevantFields(service, answers, today));
  return service.pages.map((page) => {
    const fields = page.fields.filter(
      (id) => relevant.has(id) && (relevant.get(id)?.ask === true) === isAsked,
    );
    if (fields.length === 0) return null;
    return (
      <fieldset key={page.id} className={styles.page} data-fields>
        <legend>{service.words[language].pages[page.id] ?? page.id}</legend>
        {fields.map((id) => (
          <Question key={id} id={id} service={service} onSave={onSave} />
        ))}
      </fieldset>
    );
  });
}

function ForWhomChoice(props: {
  choices: readonly ForWhom[];
  value: ForWhom;
  onChange: (forWhom: ForWhom) => void;
}) {
  const { t } = useWords();
  const { choices, value, onChange } = props;
  return (
    <div>
      <span className={styles.label} id="for-whom">
        {t('newCase.forWhom')}
      </span>
      <SegmentedControl
        aria-labelledby="for-whom"
        value={value}
        onChange={(next) => onChange(next as ForWhom)}
        data={choices.map((one) => ({ value: one, label: t(`newCase.${one}`) }))}
      />
    </div>
  );
}

/** Asks before what was typed is lost: by a link, by going back, by closing or reloading the page. */
function useLeaveWarning(hasInput: boolean): void {
  const { t } = useWords();
  useBlocker({
    shouldBlockFn: () => hasInput && !window.confirm(t('newCase.leave')),
    enableBeforeUnload: () => hasInput,
  });
}

function ServiceForm({ service }: { service: Service }) {
  const { t, language } = useWords();
  const { office } = useSession();
  const { now } = useTime();
  const today = calendarDay(now, office.utcOffsetMinutes);
  const choices = choicesForWhom(service);
  const [forWhom, setForWhom] = useState<ForWhom>(choices[0] ?? 'self');
  const [answers, setAnswers] = useState<Answers>({});
  const [papers, setPapers] = useState<ChosenPapers>({});
  const [typedPin, setTypedPin] = useState('');
  const [isTried, setTried] = useState(false);
  const opening = useOpening();
  const hasInput = Object.keys(answers).length + Object.keys(papers).length > 0 || typedPin !== '';
  useLeaveWarning(hasInput && !opening.isSuccess);
  const missing = missingFields(service, answers, today).filter((id) => service.fields[id]?.ask === true);
  const pin = readPin(typedPin);
  const fault =
    typedPin === '' ? undefined : pin === undefined ? 'not-six-digits' : pinFault(pin, service, answers);
  const questions = {
    service,
    answers,
    today,
    onSave: (id: string, value: AnswerValue) => setAnswers((before) => ({ ...before, [id]: value })),
  };
  const submit = () => {
    setTried(true);
    if (missing.length > 0) document.getElementById(`new-${missing[0]}`)?.focus();
    else if (fault === undefined)
      opening.mutate({ serviceId: service.id, forWhom, answers, papers, ...(pin !== undefined && { pin }) });
  };
  return (
    <>
      <ForWhomChoice choices={choices} value={forWhom} onChange={setForWhom} />
      <Questions {...questions} isAsked />
      <details className={styles.later}>
        <summary>{t('newCase.later')}</summary>
        <Questions {...questions} isAsked={false} />
      </details>
      <NewPapers service={service} answers={answers} today={today} papers={papers} onChange={setPapers} />
      <PinField typed={typedPin} fault={fault} onType={setTypedPin} />
      {isTried && missing.length > 0 && (
        <Note tone="warn" isLive>
          {t('newCase.missing', {
            fields: missing.map((id) => fieldWords(service, id, language).label).join(', '),
          })}
        </Note>
      )}
      <ProblemNote error={opening.error} />
      <div>
        <Button size="lg" loading={opening.isPending} onClick={submit}>
          {t('newCase.submit')}
        </Button>
      </div>
    </>
  );
}

/** The screen. */
export function NewCase() {
  const { t, language } = useWords();
  const { data: services, error, refetch } = useQuery(servicesQuery);
  const [chosen, setChosen] = useState<string>();
  const service = services?.find((one) => one.id === chosen) ?? services?.[0];
  return (
    <div className={styles.scroll}>
      <div className={styles.form}>
        <div>
          <h1>{t('newCase.title')}</h1>
          <p className="muted">{t('newCase.intro')}</p>
        </div>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        {services === undefined && error === null && <Skeleton height={300} />}
        {services !== undefined && service !== undefined && (
          <>
            <NativeSelect
              label={t('newCase.service')}
              value={service.id}
              data={services.map((one) => ({ value: one.id, label: one.words[language].name }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <ServiceForm key={service.id} service={service} />
          </>
        )}
      </div>
    </div>
  );
}
