import { Badge } from '@mantine/core';
import { capitalize } from '@/lib/format';

const colors: Record<string, string> = {
  succeeded: 'pine',
  running: 'blue',
  leased: 'blue',
  processing: 'blue',
  partial: 'yellow',
  paused: 'yellow',
  quarantined: 'orange',
  failed: 'red',
};

const words: Record<string, string> = { leased: 'Running', partial: 'Partly failed' };

export const stateName = (state: string): string => words[state] ?? capitalize(state);

/** The state of an asset, a job or an item: always a word, the colour only underlines it. */
export const StateBadge = ({ state }: { state: string }) => (
  <Badge variant="light" color={colors[state] ?? 'gray'} tt="none" fw={550} data-testid="state">
    {stateName(state)}
  </Badge>
);
