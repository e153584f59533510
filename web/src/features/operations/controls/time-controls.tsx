import { ActionIcon, Group, Select, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { refreshChoices } from '@/features/operations/address';
import { TimeRangePicker } from '@/features/operations/controls/time-range-picker';
import type { TimeRange } from '@/features/operations/prometheus/time-range';

type Props = {
  range: TimeRange;
  /** "10s", or anything that is no length of time for none. */
  refresh: string;
  onRange: (range: TimeRange) => void;
  onRefresh: (refresh: string) => void;
  onRenew: () => void;
};

/** Which time the page shows, and how often it is asked for again. */
export const TimeControls = ({ range, refresh, onRange, onRefresh, onRenew }: Props) => (
  <Group gap="xs">
    <TimeRangePicker range={range} onChange={onRange} />
    <Tooltip label="Renew now">
      <ActionIcon variant="default" size={36} aria-label="Renew now" onClick={onRenew}>
        <IconRefresh size={16} />
      </ActionIcon>
    </Tooltip>
    <Select
      aria-label="Renew by itself"
      data={refreshChoices.map((choice) => ({
        value: choice,
        label: choice === 'off' ? 'Off' : `Every ${choice}`,
      }))}
      value={refreshChoices.find((choice) => choice === refresh) ?? 'off'}
      onChange={(choice) => choice !== null && onRefresh(choice)}
      allowDeselect={false}
      w={125}
    />
  </Group>
);
