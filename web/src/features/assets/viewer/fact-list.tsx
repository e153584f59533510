import type { ReactNode } from 'react';
import classes from '@/features/assets/viewer/asset-panel.module.css';

type Props = { facts: (readonly [name: string, value: ReactNode] | null)[]; className?: string | undefined };

/** Names and values; those that are null are left out. */
export const FactList = ({ facts, className = '' }: Props) => (
  <dl className={`${classes.facts} ${className}`}>
    {facts.map(
      (fact) =>
        fact && (
          <div key={fact[0]} style={{ display: 'contents' }}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
    )}
  </dl>
);
