import type { ReactNode } from 'react';
import classes from '@/components/ui/facts.module.css';

/** Names with their values, in a row. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={classes.facts}>{children}</dl>;

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The few figures that matter, large. */
export const Tiles = ({ children }: { children: ReactNode }) => <dl className={classes.tiles}>{children}</dl>;

type TileProps = { name: string; children: ReactNode; more?: ReactNode; bad?: boolean };

export const Tile = ({ name, children, more, bad = false }: TileProps) => (
  <div className={classes.tile} {...(bad ? { 'data-tone': 'bad' } : {})}>
    <dt>{name}</dt>
    <dd>
      {children} {more !== undefined && <span className={classes.more}>{more}</span>}
    </dd>
  </div>
);
