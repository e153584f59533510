import { Group, NumberInput, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createQueue, editQueue, queuesKey } from '@/features/jobs/queues/api';
import {
  modeWords,
  policyWords,
  type Queue,
  type QueueFields,
  type QueuePolicy,
} from '@/features/jobs/queues/queue';
import { DialogForm } from '@/components/ui/dialog-form';

/** The server's word for any number of jobs. */
export const anyNumber = 10_000;

/** Opens the form for a new queue, or for an existing one. */
export const editQueueInDialog = (queue?: Queue) => {
  const id = modals.open({
    title: queue ? `Edit ${queue.title}` : 'New queue',
    size: 'lg',
    children: <QueueForm queue={queue} onDone={() => modals.close(id)} />,
  });
};

const limit = (value: number | null | undefined) =>
  value === undefined || value === anyNumber ? null : value;

const fieldsOf = (queue: Queue | undefined): QueueFields => ({
  title: queue?.title ?? '',
  description: queue?.description ?? '',
  mode: queue?.mode ?? 'automatic',
  policy: queue?.policy ?? 'priority',
  maxRunningItems: limit(queue?.maxRunningItems),
  maxRunningJobs: limit(queue?.maxRunningJobs),
  maxItemsPerJob: limit(queue?.maxItemsPerJob),
});

type Props = { queue: Queue | undefined; onDone: () => void };

const QueueForm = ({ queue, onDone }: Props) => {
  const [fields, setFields] = useState(() => fieldsOf(queue));
  const queryClient = useQueryClient();
  const set = (change: Partial<QueueFields>) => setFields((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => (queue ? editQueue(queue.id, changesOf(fieldsOf(queue), fields)) : createQueue(fields)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: queuesKey });
      onDone();
    },
  });
  return (
    <DialogForm
      action={queue ? 'Save' : 'Create'}
      save={save}
      isComplete={fields.title.trim() !== ''}
      onCancel={onDone}
    >
      <TextInput
        label="Title"
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
        value={fields.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        autosize
        maxLength={2000}
        value={fields.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Radio.Group label="How jobs start" value={fields.mode} onChange={(mode) => set({ mode: mode })}>
        <Stack gap="xs" mt="xs">
          {Object.entries(modeWords).map(([mode, { name, text }]) => (
            <Radio key={mode} value={mode} label={name} description={text} />
          ))}
        </Stack>
      </Radio.Group>
      <Select
        label="Whose turn it is"
        description={policyWords[fields.policy].text}
        allowDeselect={false}
        data={Object.entries(policyWords).map(([value, { name }]) => ({ value, label: name }))}
        value={fields.policy}
        onChange={(policy) => policy && set({ policy: policy as QueuePolicy })}
      />
      <Group grow align="flex-start">
        <Limit
          label="Items at once"
          value={fields.maxRunningItems}
          onChange={(maxRunningItems) => set({ maxRunningItems })}
        />
        <Limit
          label="Jobs at once"
          value={fields.maxRunningJobs}
          onChange={(maxRunningJobs) => set({ maxRunningJobs })}
        />
        <Limit
          label="Items of one job"
          value={fields.maxItemsPerJob}
          onChange={(maxItemsPerJob) => set({ maxItemsPerJob })}
        />
      </Group>
    </DialogForm>
  );
};

/** Only what was changed, so that two people who edit different things do not undo each other. */
export const changesOf = (before: QueueFields, after: QueueFields): Partial<QueueFields> => ({
  ...(after.title.trim() === before.title ? {} : { title: after.title.trim() }),
  ...(after.description.trim() === before.description ? {} : { description: after.description.trim() }),
  ...(after.mode === before.mode ? {} : { mode: after.mode }),
  ...(after.policy === before.policy ? {} : { policy: after.policy }),
  ...changedLimit('maxRunningItems', before, after),
  ...changedLimit('maxRunningJobs', before, after),
  ...changedLimit('maxItemsPerJob', before, after),
});

const changedLimit = (
  name: 'maxRunningItems' | 'maxRunningJobs' | 'maxItemsPerJob',
  before: QueueFields,
  after: QueueFields,
) => (before[name] === after[name] ? {} : { [name]: after[name] ?? anyNumber });

type LimitProps = { label: string; value: number | null; onChange: (value: number | null) => void };

const Limit = ({ label, value, onChange }: LimitProps) => (
  <NumberInput
    label={label}
    placeholder="Any number"
    min={1}
    max={anyNumber}
    allowDecimal={false}
    value={value ?? ''}
    onChange={(next) => onChange(typeof next === 'number' ? next : null)}
  />
);
