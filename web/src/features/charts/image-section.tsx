import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconChartDots, IconPhotoScan } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '@/features/access/use-session';
import { imageListQuery } from '@/features/charts/api';
import type { ChartImage } from '@/features/charts/chart';
import { extractInDialog } from '@/features/charts/extract-dialog';
import { ImageCard } from '@/features/charts/image-card';
import classes from '@/features/charts/image-section.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { itemsOf } from '@/lib/page';

/** The charts of a product: what has become of each, and what can be done with those that are chosen. */
export const ImageSection = ({ productId }: { productId: string }) => {
  const list = useInfiniteQuery(imageListQuery(productId));
  const images = itemsOf(list.data);
  if (list.isPending) return <Skeleton height={240} radius="md" role="status" aria-label="Loading charts" />;
  if (list.isError && images.length === 0)
    return (
      <FailedState
        title="The charts could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (images.length === 0)
    return (
      <EmptyState icon={IconPhotoScan} title="No charts yet">
        Add images of charts: each can then be read into numbers.
      </EmptyState>
    );
  return (
    <section aria-labelledby="charts-heading">
      <Images images={images} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </section>
  );
};

const Images = ({ images }: { images: ChartImage[] }) => {
  const may = useMay('annotator');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choice = images.filter(({ id }) => chosen.has(id));
  // Without a choice the button takes all that were never read.
  const unread = images.filter(({ jobId }) => jobId === null);
  const targets = choice.length > 0 ? choice : unread;
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text component="h2" id="charts-heading" fw={600}>
          Charts
        </Text>
        {may && (
          <Button
            leftSection={<IconChartDots size={16} aria-hidden />}
            disabled={targets.length === 0}
            onClick={() => extractInDialog(targets, () => setChosen(new Set()))}
          >
            {choice.length > 0 ? `Read ${choice.length} chosen` : 'Read new charts'}
          </Button>
        )}
      </Group>
      <ul className={classes.grid} aria-label="Charts">
        {images.map((image) => (
          <ImageCard
            key={image.id}
            image={image}
            chosen={chosen.has(image.id)}
            onChoose={may ? () => setChosen(toggled(chosen, image.id)) : undefined}
          />
        ))}
      </ul>
    </>
  );
};

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};
