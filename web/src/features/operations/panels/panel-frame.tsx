import { Button, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode, Ref } from 'react';
import { PanelInfo } from '@/features/operations/panels/panel-info';
import classes from '@/features/operations/panels/panels.module.css';
import type { Panel } from '@/features/operations/dashboard/dashboard';

type Props = {
  ref: Ref<HTMLElement>;
  panel: Panel;
  queries: readonly string[];
  pending: boolean;
  fetching: boolean;
  empty: boolean;
  error: Error | null;
  retry: () => void;
  children: ReactNode;
};

/** A panel's border and heading, and what stands in it while there is nothing to draw. */
export const PanelFrame = ({
  ref,
  panel,
  queries,
  pending,
  fetching,
  empty,
  error,
  retry,
  children,
}: Props) => {
  const heading = `panel-${panel.id}`;
  return (
    <section
      ref={ref}
      className={classes.panel}
      aria-labelledby={heading}
      aria-busy={fetching}
      style={{
        gridColumn: `${panel.gridPos.x + 1} / span ${panel.gridPos.w}`,
        gridRow: `${panel.gridPos.y + 1} / span ${panel.gridPos.h}`,
      }}
    >
      <header className={classes.head}>
        <h3 id={heading} className={classes.title}>
          {panel.title}
        </h3>
        {error && !empty && (
          <span title={error.message} className={classes.stale}>
            <IconAlertTriangle size={14} aria-hidden /> not renewed
          </span>
        )}
        <PanelInfo panel={panel} queries={queries} />
      </header>
      {error && empty ? (
        <Failed error={error} retry={retry} />
      ) : pending ? (
        <Skeleton flex={1} radius="sm" role="status" aria-label={`Loading ${panel.title}`} />
      ) : empty ? (
        <Text className={classes.nothing}>No data in this time</Text>
      ) : (
        children
      )}
    </section>
  );
};

const Failed = ({ error, retry }: { error: Error; retry: () => void }) => (
  <div className={classes.failed} role="alert">
    <Text size="sm" lineClamp={3} title={error.message}>
      {error.message}
    </Text>
    <Button size="compact-xs" variant="default" onClick={retry}>
      Try again
    </Button>
  </div>
);
