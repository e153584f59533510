import {
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  Text,
} from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Dispatch } from 'react';
import { captionListQuery } from '@/features/captions/api';
import { hasEnded, resolutions, type CaptionOptions } from '@/features/captions/caption';
import type { Draft, DraftAction } from '@/features/captions/create/draft';
import { titleOf } from '@/features/captions/list/caption-row';
import { namedPriorities } from '@/features/jobs/priority';
import { formatTime } from '@/lib/format';
import { itemsOf } from '@/lib/page';

type Props = { draft: Draft; change: Dispatch<DraftAction> };

export const OptionFields = ({ draft, change }: Props) => {
  const set = <K extends keyof CaptionOptions>(name: K, value: CaptionOptions[K] | undefined) => {
    const { [name]: _, ...rest } = draft.options;
    change({ type: 'set', change: { options: value === undefined ? rest : { ...rest, [name]: value } } });
  };
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={500} mb={4} id="priority-label">
          Priority
        </Text>
        <SegmentedControl
          aria-labelledby="priority-label"
          data={namedPriorities.map(({ name, value }) => ({ label: name, value: String(value) }))}
          value={String(draft.priority)}
          onChange={(value) => change({ type: 'set', change: { priority: Number(value) } })}
        />
      </div>
      <Dependencies draft={draft} change={change} />
      <Textarea
        label="Context"
        description="What the model should know about all these images."
        autosize
        minRows={2}
        maxLength={20_000}
        value={draft.options.globalContext ?? ''}
        onChange={(event) => set('globalContext', event.currentTarget.value || undefined)}
      />
      <Group grow align="flex-start">
        <NumberInput
          label="Temperature"
          placeholder="The model's own"
          min={0}
          max={2}
          step={0.1}
          decimalScale={2}
          value={draft.options.temperature ?? ''}
          onChange={(value) => set('temperature', typeof value === 'number' ? value : undefined)}
        />
        <NumberInput
          label="Tokens at most"
          placeholder="The model's own"
          min={1}
          max={32_768}
          allowDecimal={false}
          value={draft.options.maxTokens ?? ''}
          onChange={(value) => set('maxTokens', typeof value === 'number' ? value : undefined)}
        />
        <Select
          label="Image size"
          placeholder="As it fits"
          clearable
          data={resolutions.map((value) => ({ value, label: value.replace('_', ' ') }))}
          value={draft.options.resolution ?? null}
          onChange={(value) => set('resolution', value ?? undefined)}
        />
      </Group>
    </Stack>
  );
};

/** Only what has not ended can still be waited for. */
const Dependencies = ({ draft, change }: Props) => {
  const jobs = itemsOf(useInfiniteQuery(captionListQuery({})).data).filter((job) => !hasEnded(job));
  if (jobs.length === 0) return null;
  return (
    <MultiSelect
      label="Start only after"
      placeholder={draft.dependencies.length === 0 ? 'Any time' : ''}
      searchable
      data={jobs.map((job) => ({ value: job.id, label: `${titleOf(job)} (${formatTime(job.createdAt)})` }))}
      value={draft.dependencies}
      onChange={(dependencies) => change({ type: 'set', change: { dependencies } })}
    />
  );
};
