import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconListSearch, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { jobItemsQuery, retryItems } from '@/features/jobs/api';
import { itemStates, itemStateWord, type Item, type Job } from '@/features/jobs/job';
import { ItemRow } from '@/features/jobs/job/item-row';
import classes from '@/features/jobs/job/job-page.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { SelectionBar } from '@/components/ui/selection-bar';
import { stateName } from '@/components/ui/state-badge';
import { plural } from '@/lib/format';
import { itemsOf } from '@/lib/page';
import { useSelection, type Selection } from '@/lib/use-selection';

const route = getRouteApi('/signed-in/jobs/$jobId');

/** The items of a job, with a way to run the failed ones again. */
export const ItemsSection = ({ job }: { job: Job }) => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(jobItemsQuery(job.id, filter));
  const items = itemsOf(list.data);
  const failed = useSelection(items.filter(({ state }) => state === 'failed'));
  const may = useMay('annotator');
  return (
    <section aria-labelledby="items-heading">
      <Group justify="space-between" mb="sm">
        <Text component="h2" id="items-heading" fw={600}>
          Items
        </Text>
        <Select
          aria-label="State of items"
          placeholder="Any state"
          clearable
          w={160}
          data={itemStates.map((state) => ({ value: state, label: stateName(itemStateWord(state)) }))}
          value={filter.state ?? null}
          onChange={(state) => void navigate({ search: state === null ? {} : { state: state } })}
        />
      </Group>
      {list.isPending && <Skeleton height={180} radius="md" />}
      {list.isError && items.length === 0 && (
        <FailedState
          title="The items could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={IconListSearch} title="No items in this state" />
      )}
      {items.length > 0 && (
        <ul className={classes.items} aria-label="Items">
          {items.map((item) => (
            <ItemRow
              key={item.id}
              item={item}
              selected={failed.has(item.id)}
              onToggle={may && item.state === 'failed' ? () => failed.toggle(item.id) : undefined}
            />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
      <RetryBar job={job} selection={failed} />
    </section>
  );
};

const RetryBar = ({ job, selection }: { job: Job; selection: Selection<Item, number> }) => {
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: (itemIds: number[]) => retryItems(job.id, itemIds),
    meta: { failure: 'The items could not be tried again' },
    onSuccess: (_, itemIds) => {
      notifications.show({ message: `${plural(itemIds.length, 'item')} will be tried again.` });
      selection.clear();
      return queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  return (
    <SelectionBar
      count={selection.items.length}
      total={selection.total}
      onAll={selection.all}
      onClear={selection.clear}
    >
      <Button
        size="compact-sm"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={retry.isPending}
        onClick={() => retry.mutate(selection.items.map(({ id }) => id))}
      >
        Try again
      </Button>
    </SelectionBar>
  );
};
