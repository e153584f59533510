import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { presets, toSpan, type TimeRange } from '@/features/operations/prometheus/time-range';
import { formatDateTime } from '@/lib/format';

type Props = { range: TimeRange; onChange: (range: TimeRange) => void };

const nameOf = ({ from, to }: TimeRange): string => {
  const preset = to === 'now' ? presets.find((candidate) => candidate.from === from) : undefined;
  return preset?.name ?? `${momentName(from)} – ${momentName(to)}`;
};

const momentName = (text: string) => (text.startsWith('now') ? text : formatDateTime(toDate(text)));

/** From when to when the page looks: one of the usual spans, or any. */
export const TimeRangePicker = ({ range, onChange }: Props) => {
  const [open, setOpen] = useState(false);
  const choose = (next: TimeRange) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconClock size={16} aria-hidden />}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {nameOf(range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Time range">
        <Group align="start" gap="xl" wrap="nowrap">
          <Stack gap={2}>
            {presets.map(({ from, name }) => (
              <Button
                key={from}
                variant={range.from === from && range.to === 'now' ? 'light' : 'subtle'}
                color="gray"
                size="compact-sm"
                justify="start"
                onClick={() => choose({ from, to: 'now' })}
              >
                {name}
              </Button>
            ))}
          </Stack>
          <OwnRange key={`${range.from} ${range.to}`} range={range} onChoose={choose} />
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
};

const OwnRange = ({ range, onChoose }: { range: TimeRange; onChoose: (range: TimeRange) => void }) => {
  const [wanted, setWanted] = useState({ from: toField(range.from), to: toField(range.to) });
  const [opened] = useState(() => Date.now());
  const next = { from: fromField(wanted.from), to: fromField(wanted.to) };
  const valid = toSpan(next, opened) !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onChoose(next);
      }}
    >
      <Stack gap="xs">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            label={end === 'from' ? 'From' : 'To'}
            value={wanted[end]}
            onChange={(event) => setWanted({ ...wanted, [end]: event.currentTarget.value })}
          />
        ))}
        <Text size="xs" c={valid ? 'dimmed' : 'red'} maw={190}>
          {valid
            ? 'A time as 2026-01-31 14:00, or now-6h.'
            : 'Write a time as 2026-01-31 14:00 or now-6h; From comes first.'}
        </Text>
        <Button type="submit" size="xs" disabled={!valid}>
          Show
        </Button>
      </Stack>
    </form>
  );
};

// What comes from elsewhere may be in milliseconds.
const toDate = (text: string) => new Date(/^\d+$/.test(text) ? Number(text) : text);

/** A moment as a person writes it, on their own clock. */
const toField = (text: string): string => {
  if (text.startsWith('now')) return text;
  const moment = toDate(text);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
};

const fromField = (text: string): string => {
  const moment = new Date(text.trim().replace(' ', 'T'));
  return Number.isNaN(moment.getTime()) ? text.trim() : moment.toISOString();
};
