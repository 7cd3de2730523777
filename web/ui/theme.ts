/** Mantine's theme, made once from the visual tokens, so that an office changes its brand in one place. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The brand family as Mantine wants it: ten shades, light to dark. An office's own brand replaces the tokens. */
const brand: MantineColorsTuple = [
  'var(--brand-50)',
  'var(--brand-100)',
  '#c4ddf0',
  '#9cc5e3',
  '#6aa8d2',
  '#3a8bbf',
  'var(--brand-600)',
  'var(--brand-700)',
  '#0b4366',
  'var(--brand-900)',
];

/** For what ends or refuses something: the sentiment family's red. */
const danger: MantineColorsTuple = [
  'var(--bad-bg)',
  '#f8cdc9',
  '#f0aaa5',
  '#e58780',
  '#d9635b',
  '#c9443b',
  'var(--bad)',
  'var(--bad)',
  'var(--bad-text)',
  'var(--bad-text)',
];

/** The theme of every page that uses Mantine. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand, danger },
  white: '#ffffff',
  black: '#16202a',
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '700' },
  fontSizes: { xs: '12px', sm: '13px', md: '14.5px', lg: '17px', xl: '22px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusClassName: 'focus-ring',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' }, classNames: { root: 'button', label: 'button-label' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } } },
  },
});

/** Gives Mantine's own variables the colours of the tokens. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-brand-filled': 'var(--brand-700)',
    '--mantine-color-brand-filled-hover': 'var(--brand-600)',
  },
  light: {
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-brand-filled': 'var(--brand-700)',
    '--mantine-color-brand-filled-hover': 'var(--brand-600)',
  },
  dark: {},
});
