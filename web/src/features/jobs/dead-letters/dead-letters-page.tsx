import { Select, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { deadLettersQuery, type DeadLetterFilter } from '@/features/jobs/dead-letters/api';
import classes from '@/features/jobs/dead-letters/dead-letters-page.module.css';
import { groupByError } from '@/features/jobs/dead-letters/error-groups';
import { LetterGroup } from '@/features/jobs/dead-letters/letter-group';
import { RetryLetters } from '@/features/jobs/dead-letters/retry-letters';
import { queuesQuery } from '@/features/jobs/queues/api';
import { BoardSearch, BoardTabs } from '@/features/jobs/queues/board-tabs';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { plural } from '@/lib/format';
import { itemsOf } from '@/lib/page';
import { useSelection } from '@/lib/use-selection';

const route = getRouteApi('/signed-in/managing/admin/queues/dead-letters');

/** Items that have failed for good, over all queues: those with the same error together. */
export const DeadLettersPage = () => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const queues = useQuery(queuesQuery);
  const set = (name: keyof DeadLetterFilter, value: string | null) => {
    const { [name]: _, ...rest } = filter;
    void navigate({
      search: value === null || value === '' ? rest : { ...rest, [name]: value },
      replace: true,
    });
  };
  return (
    <>
      <PageHeader title="Failed items">
        <BoardSearch label="Find by error or job" value={filter.q ?? ''} onChange={(q) => set('q', q)} />
        <Select
          aria-label="Queue"
          placeholder="Any queue"
          clearable
          w={180}
          data={queues.data?.map(({ name, title }) => ({ value: name, label: title })) ?? []}
          value={filter.queue ?? null}
          onChange={(queue) => set('queue', queue)}
        />
      </PageHeader>
      <BoardTabs />
      <Letters filter={filter} />
    </>
  );
};

const Letters = ({ filter }: { filter: DeadLetterFilter }) => {
  const list = useInfiniteQuery(deadLettersQuery(filter));
  const letters = itemsOf(list.data);
  const selection = useSelection(letters);
  if (list.isPending)
    return <Skeleton height={300} radius="md" role="status" aria-label="Loading failed items" />;
  if (list.isError && letters.length === 0)
    return (
      <FailedState
        title="The failed items could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (letters.length === 0)
    return (
      <EmptyState
        icon={IconMoodCheck}
        title={Object.keys(filter).length > 0 ? 'Nothing matches' : 'Nothing has failed'}
      >
        Items that fail after their last attempt wait here, and can be tried again.
      </EmptyState>
    );
  const groups = groupByError(letters);
  return (
    <>
      <VisuallyHidden role="status">
        {plural(letters.length, 'failed item')} in {plural(groups.length, 'group')}
      </VisuallyHidden>
      <ul className={classes.groups} aria-label="Failed items by error">
        {groups.map((group) => (
          <LetterGroup
            key={`${group.queue} ${group.kind} ${group.step} ${group.pattern}`}
            group={group}
            selection={selection}
            initiallyOpen={groups.length === 1}
          />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
      <RetryLetters selection={selection} />
    </>
  );
};
