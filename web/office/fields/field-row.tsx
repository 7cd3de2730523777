/** One field beside its paper: label, value or input, and where the value comes from. */
import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnswerValue, CaseView, FieldView } from '../../../src/http/api-types.ts';
import { Tag } from '../../ui/tag.tsx';
import { areasQuery } from '../api/queries.ts';
import { answerText, fieldWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { FieldInput, initialText } from './field-input.tsx';
import styles from './fields.module.css';

/** Where a value comes from, or whether it was compared with a paper already. */
function SourceTag({ field }: { field: FieldView }) {
  const { t } = useWords();
  if (field.value === undefined)
    return field.isOptional ? (
      <Tag>{t('case.from.optional')}</Tag>
    ) : (
      <Tag tone="warn">{t('case.from.empty')}</Tag>
    );
  if (field.isChecked) return <Tag tone="ok">{t('case.from.checked')}</Tag>;
  return field.source === undefined ? null : <Tag>{t(`case.from.${field.source}`)}</Tag>;
}

/** Without `onSave` the field is only read. An empty field that may be filled in is an input from the start. */
export function FieldRow(props: {
  view: CaseView;
  field: FieldView;
  onSave?: ((fieldId: string, value: AnswerValue) => void) | undefined;
}) {
  const { view, field, onSave } = props;
  const { t, language } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const [isEditing, setEditing] = useState(false);
  const words = fieldWords(view.service, field.id, language);
  const spec = view.service.fields[field.id]!;
  const text = answerText(field, view.service, { language, areas, t });
  const showsInput = onSave !== undefined && (isEditing || field.value === undefined);
  const id = `field-${field.id}`;
  return (
    <div className={styles.row} data-empty={field.value === undefined || undefined}>
      {showsInput ? (
        <label htmlFor={id}>{words.label}</label>
      ) : (
        <span className={styles.label}>{words.label}</span>
      )}
      {showsInput ? (
        <FieldInput
          id={id}
          spec={spec}
          name={words.label}
          initial={initialText(spec, field.value, field.isMasked)}
          autoFocus={isEditing}
          {...(words.choices !== undefined && { choices: words.choices })}
          onSave={(value) => {
            setEditing(false);
            onSave(field.id, value);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <span className={styles.value}>
          <b className={field.kind === 'nik' || field.kind === 'kk' ? 'num' : undefined}>
            {text || t('page.none')}
          </b>
          {onSave !== undefined && (
            <ActionIcon
              variant="subtle"
              color="dark"
              size="sm"
              className={styles.edit}
              aria-label={t('act.edit', { what: words.label })}
              onClick={() => setEditing(true)}
            >
              <IconPencil size={15} aria-hidden />
            </ActionIcon>
          )}
        </span>
      )}
      <SourceTag field={field} />
    </div>
  );
}
