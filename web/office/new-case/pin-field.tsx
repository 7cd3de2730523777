/** The PIN that the applicant chooses for tracking and for opening documents. */
import { TextInput } from '@mantine/core';
import type { PinFault } from '../../../src/domain/conversation/pin.ts';
import { useWords } from '../i18n.ts';
import { useDemo } from '../session.tsx';
import styles from './new-case.module.css';

/** In Mode Peragaan one press fills in the demo PIN. */
export function PinField(props: {
  typed: string;
  fault: PinFault | undefined;
  onType: (typed: string) => void;
}) {
  const { typed, fault, onType } = props;
  const { t } = useWords();
  const demo = useDemo();
  return (
    <div className={styles.pin}>
      <TextInput
        label={t('newCase.pin')}
        description={t('newCase.pinHelp')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={typed}
        error={fault !== undefined && typed.length >= 6 ? t(`newCase.pinFault.${fault}`) : undefined}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      {demo !== undefined && (
        <button type="button" className="link-button ring small" onClick={() => onType(demo.pin)}>
          {t('newCase.demoFill', { pin: demo.pin })}
        </button>
      )}
    </div>
  );
}
