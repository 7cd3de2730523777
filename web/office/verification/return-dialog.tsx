/** Returns a draft with a coded reason: to the operator, or the whole case to intake. For verifiers and signers. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { documentReasons, reasonWords } from '../../../src/domain/case/reasons.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useReasonWords } from '../reason-words.ts';

type Where = 'siak' | 'intake';

function WhereChoice({ where, onChange }: { where: Where; onChange: (where: Where) => void }) {
  const { t } = useWords();
  return (
    <div className="col tight">
      <span id="where-to" className="small" style={{ fontWeight: 600 }}>
        {t('verification.where')}
      </span>
      <SegmentedControl
        aria-labelledby="where-to"
        fullWidth
        value={where}
        onChange={(next) => onChange(next as Where)}
        data={[
          { value: 'siak', label: t('verification.whereSiak') },
          { value: 'intake', label: t('verification.whereIntake') },
        ]}
      />
    </div>
  );
}

/** `name` is what the document is called. `mayReturnCase`: the whole case may go back to intake, too. */
export function ReturnDialog(props: {
  caseId: string;
  caseNumber: string;
  documentId: string;
  name: string;
  mayReturnCase?: boolean;
  isOpen: boolean;
  onClose: () => void;
  onDone?: (where: Where) => void;
}) {
  const { caseId, caseNumber, documentId, name, mayReturnCase = false, isOpen, onClose, onDone } = props;
  const { t, language } = useWords();
  const words = useReasonWords();
  const act = useAct(caseId);
  const [where, setWhere] = useState<Where>('siak');
  const isCase = where === 'intake';
  const question = {
    title: t('verification.returnTitle', { document: name }),
    explanation: t(isCase ? 'verification.intakeExplain' : 'verification.returnExplain'),
    choice: mayReturnCase ? <WhereChoice where={where} onChange={setWhere} /> : undefined,
    reasons: documentReasons.map((code) => ({ code, words: reasonWords[code][language] })),
    needNote: ['other'],
    confirm: t(isCase ? 'verification.toIntake' : 'verification.returnConfirm'),
  };
  const confirm = (reason: string, note: string | undefined) => {
    const given = { reason, ...(note !== undefined && { note }) };
    act.mutate(
      isCase
        ? { act: 'return-to-intake', body: given }
        : { act: 'return-document', body: { documentId, ...given } },
      {
        onSuccess: () => {
          say(
            isCase
              ? t('siak.toIntakeDone', { number: caseNumber })
              : t('verification.returned', { document: name }),
          );
          onClose();
          onDone?.(where);
        },
      },
    );
  };
  return (
    <ReasonDialog
      question={isOpen ? question : undefined}
      words={words}
      isBusy={act.isPending}
      problem={<ProblemNote error={act.error} />}
      onClose={onClose}
      onConfirm={confirm}
    />
  );
}
