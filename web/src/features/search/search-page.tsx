import { Alert, Button, Group, SegmentedControl, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { IconInfoCircle, IconMoodPuzzled, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { searchQuery } from '@/features/search/api';
import { HitRow } from '@/features/search/hit-row';
import type { SearchMode, SearchQuestion } from '@/features/search/search-question';
import classes from '@/features/search/search-page.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { itemsOf } from '@/lib/page';

const route = getRouteApi('/signed-in/search');

const modes: { value: SearchMode; label: string; hint: string }[] = [
  { value: 'hybrid', label: 'Meaning and words', hint: 'Both together: the best of each' },
  { value: 'semantic', label: 'Meaning', hint: 'Finds what means the same, in other words' },
  { value: 'keyword', label: 'Words', hint: 'Finds exactly these words' },
];

export const SearchPage = () => {
  const question = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title="Search">
        <SegmentedControl
          aria-label="How to search"
          value={question.mode ?? 'hybrid'}
          onChange={(value) => void navigate({ search: { ...question, mode: value }, replace: true })}
          data={modes.map(({ value, label, hint }) => ({
            value,
            label: (
              <Tooltip label={hint} openDelay={400}>
                <span>{label}</span>
              </Tooltip>
            ),
          }))}
        />
      </PageHeader>
      {question.q === undefined ? (
        <EmptyState icon={IconSearch} title="Find it by what it shows">
          Type a sentence such as “a person in a space suit” in the box above. Captions, descriptions and the
          text inside images are searched.
        </EmptyState>
      ) : (
        <Results question={question} q={question.q} />
      )}
    </>
  );
};

const Results = ({ question, q }: { question: SearchQuestion; q: string }) => {
  const navigate = route.useNavigate();
  const search = useInfiniteQuery({ ...searchQuery(question), placeholderData: keepPreviousData });
  const hits = itemsOf(search.data);
  const [first] = search.data?.pages ?? [];
  if (search.isPending) return <ResultsSkeleton />;
  if (search.isError && hits.length === 0)
    return (
      <FailedState
        title="The search did not work"
        error={search.error}
        onRetry={() => void search.refetch()}
      />
    );
  return (
    <Stack gap="md" className={search.isPlaceholderData ? classes.outdated : undefined}>
      {first?.degraded && <Degraded mode={first.mode} />}
      {hits.length === 0 ? (
        <EmptyState
          icon={IconMoodPuzzled}
          title={`Nothing found for “${q}”`}
          action={
            question.mode === undefined ? undefined : (
              <Button variant="default" onClick={() => void navigate({ search: { q } })}>
                Search by meaning and word
              </Button>
            )
          }
        >
          Try fewer words, or say it differently. New images are found once they are ready.
        </EmptyState>
      ) : (
        <>
          <Text size="sm" c="dimmed" role="status">
            {search.hasNextPage
              ? `First ${hits.length} results`
              : `${hits.length} ${hits.length === 1 ? 'result' : 'results'}`}
            {first && ` in ${Math.round(first.took)} ms`}
          </Text>
          <ol className={classes.hits} aria-label="Results">
            {hits.map((hit) => (
              <HitRow key={hit.asset.id} hit={hit} question={q} />
            ))}
          </ol>
          <LoadMore
            hasMore={search.hasNextPage}
            loading={search.isFetchingNextPage}
            error={search.isFetchNextPageError ? search.error : null}
            onMore={() => void search.fetchNextPage()}
          />
        </>
      )}
    </Stack>
  );
};

const Degraded = ({ mode }: { mode: SearchMode }) => (
  <Alert color="yellow" variant="light" icon={<IconInfoCircle aria-hidden />} role="status">
    {mode === 'keyword'
      ? 'Searching by meaning is not available just now. These results were found by their words only.'
      : 'Searching by word is not available just now. These results were found by their meaning only.'}
  </Alert>
);

const ResultsSkeleton = () => (
  <Stack gap="md" role="status" aria-label="Searching">
    {Array.from({ length: 5 }, (_, index) => (
      <Group key={index} wrap="nowrap" align="flex-start">
        <Skeleton width={148} height={110} radius="md" style={{ flex: 'none' }} />
        <Stack gap={10} flex={1} pt={6}>
          <Skeleton height={14} width="30%" />
          <Skeleton height={10} width="80%" />
          <Skeleton height={10} width="60%" />
        </Stack>
      </Group>
    ))}
  </Stack>
);
