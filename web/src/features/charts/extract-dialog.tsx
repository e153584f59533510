import { Alert, Button, Group, NumberInput, Select, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { chartQueuesQuery, extract, imagesKey } from '@/features/charts/api';
import { noAxes, toCalibration, type AxisText } from '@/features/charts/calibration';
import { priorities, type ChartImage, type ChartQueue, type Priority } from '@/features/charts/chart';
import { capitalize, plural } from '@/lib/format';

/** Asks how charts are to be read, and puts them into a queue. */
export const extractInDialog = (images: ChartImage[], onStarted: () => void) => {
  const id = modals.open({
    title: `Read ${plural(images.length, 'chart')}`,
    children: (
      <ExtractForm
        images={images}
        onCancel={() => modals.close(id)}
        onStarted={() => {
          modals.close(id);
          onStarted();
        }}
      />
    ),
  });
};

type Props = { images: ChartImage[]; onCancel: () => void; onStarted: () => void };

const ExtractForm = (props: Props) => {
  const queues = useQuery(chartQueuesQuery);
  if (queues.isPending) return <Skeleton height={260} role="status" aria-label="Loading queues" />;
  if (queues.isError)
    return (
      <Alert color="red" variant="light" role="alert">
        {queues.error.message}
      </Alert>
    );
  return <Choices {...props} queues={queues.data} />;
};

const Choices = ({ images, queues, onCancel, onStarted }: Props & { queues: ChartQueue[] }) => {
  const [queueId, setQueueId] = useState(queues[0]?.id ?? '');
  const [priority, setPriority] = useState<Priority>('normal');
  const [axes, setAxes] = useState<AxisText>(noAxes);
  const calibration = toCalibration(axes);
  const problem = calibration && 'problem' in calibration ? calibration.problem : undefined;
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () =>
      extract(queueId, images, {
        priority,
        calibration: calibration && 'problem' in calibration ? undefined : calibration,
      }),
    onSuccess: async () => {
      notifications.show({ message: `${plural(images.length, 'chart')} queued.` });
      await Promise.all(
        [...new Set(images.map(({ productId }) => productId))].map((id) =>
          queryClient.invalidateQueries({ queryKey: imagesKey(id) }),
        ),
      );
      onStarted();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {start.error && (
          <Alert color="red" variant="light" role="alert">
            {start.error.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Queue"
            allowDeselect={false}
            data={queues.map(({ id, name, mode }) => ({
              value: id,
              label: mode === 'manual' ? `${name} (released by hand)` : name,
            }))}
            value={queueId}
            onChange={(id) => setQueueId(id ?? queueId)}
          />
          <Select
            label="Priority"
            allowDeselect={false}
            data={priorities.map((value) => ({ value, label: capitalize(value) }))}
            value={priority}
            onChange={(value) => setPriority(value ?? priority)}
          />
        </SimpleGrid>
        <AxisFields axes={axes} problem={problem} onChange={setAxes} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={start.isPending} disabled={problem !== undefined}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const axisFields = [
  { name: 'xMin', label: 'Left end of x' },
  { name: 'xMax', label: 'Right end of x' },
  { name: 'yMin', label: 'Lower end of y' },
  { name: 'yMax', label: 'Upper end of y' },
] as const;

const AxisFields = ({
  axes,
  problem,
  onChange,
}: {
  axes: AxisText;
  problem: string | undefined;
  onChange: (axes: AxisText) => void;
}) => (
  <div role="group" aria-label="Axes">
    <Text size="sm" fw={500}>
      Axes
    </Text>
    <Text size="xs" c="dimmed" mb="xs">
      The values at the ends of the axis frame. Left empty, they are read off the axis labels.
    </Text>
    <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="xs">
      {axisFields.map(({ name, label }) => (
        <NumberInput
          key={name}
          size="xs"
          label={label}
          hideControls
          value={axes[name]}
          onChange={(value) => onChange({ ...axes, [name]: String(value) })}
        />
      ))}
    </SimpleGrid>
    {problem !== undefined && (
      <Text size="xs" c="var(--suite-bad)" mt={6} role="alert">
        {problem}
      </Text>
    )}
  </div>
);
