import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconDots,
  IconHandStop,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/features/access/use-session';
import { deleteQueue, editQueue, queuesKey, queuesQuery } from '@/features/jobs/queues/api';
import type { Queue, QueueState } from '@/features/jobs/queues/queue';
import { editQueueInDialog } from '@/features/jobs/queues/queue-dialog';
import { confirm } from '@/components/ui/confirm';

/** Who may change a queue: a shared one belongs to all teams. */
export const useMayChange = (queue: Queue): boolean => {
  const manager = useMay('manager');
  const admin = useMay('admin');
  return queue.shared ? admin : manager;
};

/** Changes the state of a queue, shown at once. */
export const useQueueState = (queue: Queue) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (state: QueueState) => editQueue(queue.id, { state }),
    meta: { failure: `${queue.title} could not be changed` },
    onMutate: (state) =>
      queryClient.setQueryData(queuesQuery.queryKey, (queues) =>
        queues?.map((other) => (other.id === queue.id ? { ...other, state } : other)),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queuesKey }),
  });
};

export const useDeleteQueue = (queue: Queue, onDeleted: () => void = () => undefined) => {
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteQueue(queue.id),
    meta: { failure: `${queue.title} could not be deleted` },
    onSuccess: async () => {
      notifications.show({ message: `${queue.title} is deleted.` });
      onDeleted();
      await queryClient.invalidateQueries({ queryKey: queuesKey });
    },
  });
  return () =>
    confirm(
      {
        title: `Delete ${queue.title}?`,
        text: 'Its finished jobs stay in the list of jobs. A queue with unfinished jobs cannot be deleted.',
        yes: 'Delete the queue',
      },
      () => remove.mutate(),
    );
};

/** Everything that can be done with a queue. */
export const QueueMenu = ({ queue, onDeleted }: { queue: Queue; onDeleted?: () => void }) => {
  const mayChange = useMayChange(queue);
  const change = useQueueState(queue);
  const remove = useDeleteQueue(queue, onDeleted);
  if (!mayChange) return null;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${queue.title}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {queue.state !== 'active' && (
          <Menu.Item
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => change.mutate('active')}
          >
            Resume
          </Menu.Item>
        )}
        {queue.state !== 'paused' && (
          <Menu.Item
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            onClick={() => change.mutate('paused')}
          >
            Pause: take new jobs, run none
          </Menu.Item>
        )}
        {queue.state !== 'stopped' && (
          <Menu.Item
            leftSection={<IconHandStop size={16} aria-hidden />}
            onClick={() => change.mutate('stopped')}
          >
            Stop: take no new jobs either
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => editQueueInDialog(queue)}
        >
          Edit
        </Menu.Item>
        {!queue.shared && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
