import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { foldingOptionsFilter } from './options-filter.ts';

const greys: MantineColorsTuple = [
  '#f3f6f8',
  '#eaf0f3',
  '#d6dee5',
  '#c2ccd5',
  '#a5b1bc',
  '#788694',
  '#5d6b79',
  '#4b5967',
  '#2d3843',
  '#15202b',
];
const darks: MantineColorsTuple = [
  '#e7ecf1',
  '#a9b5c1',
  '#8f9ca9',
  '#74828f',
  '#2f3a45',
  '#222c36',
  '#171d24',
  '#171d24',
  '#11161c',
  '#0a0d11',
];
const teals: MantineColorsTuple = [
  '#eaf6f7',
  '#dcefef',
  '#b6dfe2',
  '#8bccd2',
  '#5cb5be',
  '#2f97a2',
  '#14707c',
  '#0b5f6b',
  '#084a54',
  '#05363e',
];

/** Mantine dressed in our tokens: sizes on the 4 px grid, bluish greys, deep teal, short motion. */
export const mantineTheme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { gray: greys, dark: darks, teal: teals },
  black: '#15202b',
  fontFamily: 'var(--font-family)',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: {
    xs: 'var(--font-size-small)',
    sm: 'var(--font-size-body)',
    md: 'var(--font-size-body)',
    lg: 'var(--font-size-h3)',
    xl: 'var(--font-size-h2)',
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  shadows: {
    xs: 'none',
    sm: 'var(--shadow)',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'var(--font-size-h1)', lineHeight: '1.3' },
      h2: { fontSize: 'var(--font-size-h2)', lineHeight: '1.35' },
      h3: { fontSize: 'var(--font-size-h3)', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 }, withArrow: false } },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'sm' } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'sm' } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'sm' } },
    Select: {
      defaultProps: {
        allowDeselect: false,
        comboboxProps: { transitionProps: { duration: 0 } },
        filter: foldingOptionsFilter,
      },
    },
    Modal: {
      defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } },
    },
    // Its element would be a second banner of the page.
    ModalHeader: { defaultProps: { role: 'none' } },
    Loader: { defaultProps: { type: 'dots', size: 'sm' } },
  },
});

const schemeVariables = {
  '--mantine-color-body': 'var(--color-surface)',
  '--mantine-color-text': 'var(--color-ink)',
  '--mantine-color-bright': 'var(--color-ink)',
  '--mantine-color-dimmed': 'var(--color-ink-muted)',
  '--mantine-color-placeholder': 'var(--color-ink-muted)',
  '--mantine-color-error': 'var(--color-danger-text)',
  '--mantine-color-anchor': 'var(--color-accent-text)',
  '--mantine-color-default': 'var(--color-surface)',
  '--mantine-color-default-hover': 'var(--color-surface-hover)',
  '--mantine-color-default-color': 'var(--color-ink)',
  '--mantine-color-default-border': 'var(--color-line)',
  '--mantine-color-disabled': 'var(--color-surface-sunken)',
  '--mantine-color-disabled-color': 'var(--color-ink-muted)',
  '--mantine-color-disabled-border': 'var(--color-line)',
  '--mantine-color-teal-filled': 'var(--color-accent)',
  '--mantine-color-teal-filled-hover': 'var(--color-accent-hover)',
  '--mantine-color-teal-light': 'var(--color-accent-soft)',
  '--mantine-color-teal-light-hover':
    'color-mix(in srgb, var(--color-accent-soft) 90%, var(--color-accent-text))',
  '--mantine-color-teal-light-color': 'var(--color-accent-text)',
  '--mantine-color-teal-outline': 'var(--color-accent-text)',
  '--mantine-color-teal-outline-hover': 'var(--color-accent-soft)',
  '--mantine-color-teal-text': 'var(--color-accent-text)',
  '--mantine-color-red-filled': 'var(--color-danger)',
  '--mantine-color-red-filled-hover': 'var(--color-danger)',
  '--mantine-color-red-light': 'var(--color-danger-soft)',
  '--mantine-color-red-light-hover': 'var(--color-danger-soft)',
  '--mantine-color-red-light-color': 'var(--color-danger-text)',
  '--mantine-color-red-outline': 'var(--color-danger-text)',
  '--mantine-color-red-text': 'var(--color-danger-text)',
};

/** Points every colour Mantine draws with at a token, so that the four palettes hold for its components too. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables,
  dark: schemeVariables,
});
