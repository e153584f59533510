import type { CSSProperties } from 'react';

/** The colour of a series, for the styles of whatever draws it. */
export const tint = (color: string) => ({ '--series': color }) as CSSProperties;
