import { Tooltip } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import classes from '@/app/shell/live-sign.module.css';
import type { LiveStatus } from '@/lib/live';

/** Says so when the page is not being kept up to date; says nothing when it is. */
export const LiveSign = ({ status }: { status: LiveStatus }) => (
  <div role="status">
    {status === 'waiting' && (
      <Tooltip label="The connection for live changes was lost. Trying again; the page asks every few seconds until then.">
        <span className={classes.sign}>
          <IconPlugConnectedX size={16} aria-hidden />
          <span className={classes.words}>Reconnecting…</span>
        </span>
      </Tooltip>
    )}
  </div>
);
