/** Asks for a coded reason and a remark before something is sent back or refused. */
import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** What the dialog says and offers. */
export interface ReasonQuestion {
  title: string;
  /** What will happen, in one sentence. */
  explanation?: ReactNode;
  reasons: readonly { code: string; words: string }[];
  /** Reasons that say nothing without a remark. */
  needNote?: readonly string[];
  confirm: string;
  isDangerous?: boolean;
  /** Stands above the reasons: a further choice. */
  choice?: ReactNode;
}

/** Words that are the same in every such dialog. */
export interface ReasonWords {
  reason: string;
  note: string;
  noteNeeded: string;
  reasonNeeded: string;
  cancel: string;
  close: string;
}

/** Digits choose a reason while the remark is not being written. */
function chooseByDigit(
  event: React.KeyboardEvent,
  reasons: ReasonQuestion['reasons'],
  choose: (code: string) => void,
) {
  if (event.target instanceof HTMLTextAreaElement || !/^[1-9]$/.test(event.key)) return;
  const reason = reasons[Number(event.key) - 1];
  if (reason !== undefined) choose(reason.code);
}

function ReasonChoice(props: {
  label: string;
  reasons: ReasonQuestion['reasons'];
  value: string | undefined;
  error: string | undefined;
  onChange: (code: string) => void;
}) {
  const { label, reasons, value = '', error, onChange } = props;
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={error}>
      <Stack gap="sm" mt="sm">
        {reasons.map(({ code, words }, at) => (
          <Radio
            key={code}
            value={code}
            data-autofocus={at === 0 ? true : undefined}
            label={
              <>
                {words} <kbd aria-hidden>{at + 1}</kbd>
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function ReasonForm(props: {
  question: ReasonQuestion;
  words: ReasonWords;
  isBusy: boolean;
  problem?: ReactNode;
  onConfirm: (reason: string, note: string | undefined) => void;
  onClose: () => void;
}) {
  const { question, words, isBusy, problem, onConfirm, onClose } = props;
  const [reason, setReason] = useState<string>();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const needsNote =
    reason !== undefined && question.needNote?.includes(reason) === true && note.trim() === '';
  const submit = () => {
    setTried(true);
    if (reason === undefined || needsNote) return;
    onConfirm(reason, note.trim() === '' ? undefined : note.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => chooseByDigit(event, question.reasons, setReason)}
    >
      <Stack gap="md">
        {question.explanation !== undefined && <p className="muted small">{question.explanation}</p>}
        {question.choice}
        <ReasonChoice
          label={words.reason}
          reasons={question.reasons}
          value={reason}
          error={isTried && reason === undefined ? words.reasonNeeded : undefined}
          onChange={setReason}
        />
        <Textarea
          label={words.note}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          error={isTried && needsNote ? words.noteNeeded : undefined}
        />
        {problem}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={isBusy} {...(question.isDangerous === true && { color: 'danger' })}>
            {question.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The dialog; open while there is a `question`. */
export function ReasonDialog(props: {
  question: ReasonQuestion | undefined;
  words: ReasonWords;
  isBusy?: boolean;
  problem?: ReactNode;
  onConfirm: (reason: string, note: string | undefined) => void;
  onClose: () => void;
}) {
  const { question, words, isBusy = false, problem, onConfirm, onClose } = props;
  // Kept while the dialog fades out, so that it does not go blank first.
  const [shown, setShown] = useState(question);
  useEffect(() => {
    if (question !== undefined) setShown(question);
  }, [question]);
  return (
    <Modal
      opened={question !== undefined}
      onClose={onClose}
      title={shown?.title}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {shown !== undefined && (
        <ReasonForm
          key={shown.title}
          question={shown}
          words={words}
          isBusy={isBusy}
          problem={problem}
          onConfirm={onConfirm}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}
