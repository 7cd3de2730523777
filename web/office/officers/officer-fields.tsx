/** Roles and areas of an officer, as both the new and the existing account choose them. */
import { Checkbox, MultiSelect, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Role, roles } from '../../../src/domain/case/acts.ts';
import { areasQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';

/** Checkboxes for the roles. */
export function RoleChoice({
  value,
  onChange,
}: {
  value: readonly Role[];
  onChange: (roles: Role[]) => void;
}) {
  const { t } = useWords();
  return (
    <Checkbox.Group
      label={t('officers.roles')}
      value={[...value]}
      onChange={(next) => onChange(next as Role[])}
    >
      <Stack gap="sm" mt="xs">
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={t(`roles.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** The whole regency, or some kecamatan. */
export function AreaChoice({
  value,
  onChange,
}: {
  value: readonly string[] | '*';
  onChange: (areas: string[] | '*') => void;
}) {
  const { t } = useWords();
  const { data: areas = [] } = useQuery(areasQuery);
  const kecamatan = areas.filter((area) => area.code.split('.').length === 3);
  return (
    <Stack gap="xs">
      <span id="areas-label" style={{ fontWeight: 500 }}>
        {t('officers.areas')}
      </span>
      <SegmentedControl
        aria-labelledby="areas-label"
        value={value === '*' ? 'all' : 'some'}
        onChange={(next) => onChange(next === 'all' ? '*' : [])}
        data={[
          { value: 'all', label: t('officers.everywhere') },
          { value: 'some', label: t('officers.someAreas') },
        ]}
      />
      {value !== '*' && (
        <MultiSelect
          aria-label={t('officers.chooseAreas')}
          placeholder={t('officers.chooseAreas')}
          searchable
          data={kecamatan.map((area) => ({ value: area.code, label: area.name }))}
          value={[...value]}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}
