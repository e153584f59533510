import { Alert, Button, Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSparkles } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { captionListKey, createCaptionJob, missingQuery } from '@/features/captions/api';
import type { Missing } from '@/features/captions/caption';
import { captionsToMake, lacking, toNewJob, type Draft } from '@/features/captions/create/draft';
import classes from '@/features/captions/create/new-captions-page.module.css';
import { fieldName } from '@/features/captions/job/grid';
import { formatCount, plural } from '@/lib/format';

const askAfter = 400;

/** What a draft will do: which captions exist, which are made; and the button that starts it. */
export const SummaryPanel = ({ draft }: { draft: Draft }) => {
  const [asked] = useDebouncedValue(draft, askAfter);
  const lacks = lacking(draft);
  const missing = useQuery({
    ...missingQuery(asked.images, asked.perspectives),
    enabled: lacking(asked) === undefined,
    placeholderData: keepPreviousData,
  });
  const count = captionsToMake(draft, missing.data);
  return (
    <aside className={classes.summary} aria-label="Summary">
      <Text component="h2" size="sm" fw={600}>
        {lacks ??
          `${plural(draft.images.length, 'image')} under ${plural(draft.perspectives.length, 'perspective')}`}
      </Text>
      {lacks === undefined && (
        <>
          {missing.isPending && <Skeleton height={60} mt="sm" />}
          {missing.isError && (
            <Alert color="red" variant="light" mt="sm" role="alert">
              {missing.error.message}
            </Alert>
          )}
          {missing.data && <MissingList perspectives={draft.perspectives} missing={missing.data} />}
        </>
      )}
      <CreateButton draft={draft} count={count} lacks={lacks} />
    </aside>
  );
};

const MissingList = ({ perspectives, missing }: { perspectives: string[]; missing: Missing[] }) => (
  <>
    <Text size="xs" c="dimmed" mt="sm">
      Captions in the present versions
    </Text>
    <ul className={classes.missing}>
      {perspectives.map((name) => {
        const lacking = missing.filter((entry) => entry.missing.includes(name)).length;
        return (
          <li key={name}>
            <span>{fieldName(name)}</span>
            <Text span size="sm" c="dimmed">
              {lacking === 0 ? 'all there' : `${formatCount(lacking)} missing`}
            </Text>
          </li>
        );
      })}
    </ul>
  </>
);

type CreateProps = { draft: Draft; count: number | undefined; lacks: string | undefined };

const CreateButton = ({ draft, count, lacks }: CreateProps) => {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => createCaptionJob(toNewJob(draft)),
    onSuccess: async ({ jobId, position }) => {
      const place = position === 0 ? 'It is next.' : `${plural(position, 'job is', 'jobs are')} ahead of it.`;
      notifications.show({ title: 'The job is made', message: place });
      await queryClient.invalidateQueries({ queryKey: captionListKey });
      await navigate({ to: '/captions/$jobId', params: { jobId } });
    },
  });
  const nothing = draft.type === 'BACKFILL' && count === 0;
  return (
    <>
      {create.error && (
        <Alert color="red" variant="light" mt="sm" role="alert">
          {create.error.message}
        </Alert>
      )}
      {nothing && lacks === undefined && (
        <Text size="sm" mt="sm">
          Nothing is missing: there is nothing to make.
        </Text>
      )}
      <Button
        fullWidth
        mt="md"
        leftSection={<IconSparkles size={16} aria-hidden />}
        disabled={lacks !== undefined || nothing}
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        {count === undefined || lacks !== undefined || nothing
          ? 'Make captions'
          : `Make ${plural(count, 'caption')}`}
      </Button>
    </>
  );
};
