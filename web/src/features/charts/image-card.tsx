import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/features/access/use-session';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import {
  cancelExtraction,
  imagesKey,
  preparedQuery,
  releaseExtraction,
  retryExtraction,
} from '@/features/charts/api';
import type { ChartImage } from '@/features/charts/chart';
import classes from '@/features/charts/image-section.module.css';
import { jobQuery } from '@/features/jobs/api';
import { TextLink } from '@/components/ui/links';
import { StateBadge } from '@/components/ui/state-badge';

type Props = { image: ChartImage; chosen: boolean; onChoose: (() => void) | undefined };

export const ImageCard = ({ image, chosen, onChoose }: Props) => (
  <li className={classes.card} data-chosen={chosen || undefined}>
    <div className={classes.picture}>
      <Picture assetId={image.assetId} />
      {onChoose && (
        <Checkbox
          className={classes.check}
          aria-label={`Choose ${image.filename}`}
          checked={chosen}
          onChange={onChoose}
        />
      )}
    </div>
    <div className={classes.body}>
      <Text size="sm" fw={550} truncate title={image.filename}>
        {image.filename}
      </Text>
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {image.dimensions && `${image.dimensions.width} × ${image.dimensions.height}`}
        </Text>
        {image.jobId === null ? (
          <Text size="xs" c="dimmed">
            Not read
          </Text>
        ) : (
          <StateBadge state={image.status} />
        )}
      </Group>
      {image.jobId !== null && <JobNote image={image} jobId={image.jobId} />}
    </div>
  </li>
);

/** Asked for once more when the picture of a new chart has been prepared. */
const Picture = ({ assetId }: { assetId: string }) => {
  const { data: prepared } = useQuery(preparedQuery(assetId));
  return <AssetThumbnail key={prepared ? 'prepared' : 'first'} id={assetId} kind="chart" variant="small" />;
};

/** Where the latest reading stands, why it failed, and the next thing to do about it. */
const JobNote = ({ image, jobId }: { image: ChartImage; jobId: string }) => {
  const may = useMay('annotator');
  const job = useQuery({ ...jobQuery(jobId), enabled: image.status !== 'completed' });
  const act = useAction(image);
  const held = image.status === 'pending' && job.data?.released === false;
  return (
    <>
      {image.status === 'failed' && job.data?.error && (
        <Text size="xs" c="var(--suite-bad)">
          {job.data.error}
        </Text>
      )}
      {held && (
        <Text size="xs" c="dimmed">
          Waits to be released.
        </Text>
      )}
      <div className={classes.actions}>
        {image.status === 'completed' && (
          <TextLink to="/charts/results/$jobId" params={{ jobId }} size="sm">
            See the curve
          </TextLink>
        )}
        {may && held && (
          <Button
            size="compact-sm"
            loading={act.isPending}
            onClick={() => act.mutate(() => releaseExtraction(jobId))}
          >
            Release
          </Button>
        )}
        {may && image.status === 'failed' && (
          <Button
            size="compact-sm"
            variant="light"
            loading={act.isPending}
            onClick={() => act.mutate(() => retryExtraction(jobId))}
          >
            Try again
          </Button>
        )}
        {may && (image.status === 'pending' || image.status === 'processing') && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={act.isPending}
            onClick={() => act.mutate(() => cancelExtraction(jobId))}
          >
            Cancel
          </Button>
        )}
      </div>
    </>
  );
};

const useAction = ({ productId, jobId }: ChartImage) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    meta: { failure: 'That did not work' },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: imagesKey(productId) }),
        queryClient.invalidateQueries({ queryKey: ['jobs', 'detail', jobId] }),
      ]),
  });
};
