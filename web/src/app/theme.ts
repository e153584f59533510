import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#eef8f6',
  '#d8eeeb',
  '#aedcd6',
  '#80c8c0',
  '#5ab6ac',
  '#3a9f95',
  '#1f847b',
  '#116c65',
  '#0d5752',
  '#09433f',
];

// Greys that keep 4.5:1 where Mantine's own "dimmed" does not.
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff1f1',
  '#e4e7e8',
  '#d6dadc',
  '#c1c7ca',
  '#98a1a6',
  '#5f6a71',
  '#465057',
  '#2f383e',
  '#1a2125',
];

const dark: MantineColorsTuple = [
  '#dde1e3',
  '#bcc3c7',
  '#98a1a7',
  '#6b757c',
  '#3b444a',
  '#2e363b',
  '#242a2e',
  '#1a1f22',
  '#131719',
  '#0c0f10',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

const tinted = ['pine', 'gray', 'red', 'orange', 'yellow', 'blue'];

const tint = (color: string): Record<string, string> => ({
  [`--mantine-color-${color}-light`]: `color-mix(in srgb, var(--mantine-color-${color}-5) 16%, transparent)`,
  [`--mantine-color-${color}-light-hover`]: `color-mix(in srgb, var(--mantine-color-${color}-5) 24%, transparent)`,
  [`--mantine-color-${color}-light-color`]: `var(--mantine-color-${color}-3)`,
});

/**
 * Placeholders get the contrast of other text. On the dark ground Mantine's light variants are too loud: here they are
 * a tint of the colour with pale text.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-placeholder': 'var(--mantine-color-gray-6)' },
  dark: tinted.reduce((all, color) => ({ ...all, ...tint(color) }), {
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
  }),
});
