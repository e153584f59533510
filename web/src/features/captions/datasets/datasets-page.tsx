import { Button, Group, Skeleton, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconDatabasePlus, IconPhotoPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/features/access/use-session';
import { AssetPicker } from '@/features/assets/asset-picker';
import { CaptionsTabs } from '@/features/captions/captions-tabs';
import {
  addImages,
  datasetsKey,
  datasetsQuery,
  deleteDataset,
  type Dataset,
} from '@/features/captions/datasets/api';
import { createDatasetInDialog } from '@/features/captions/datasets/dataset-dialog';
import classes from '@/features/captions/datasets/datasets-page.module.css';
import { importInDialog } from '@/features/captions/datasets/import-dialog';
import { Ago } from '@/components/ui/ago';
import { confirm } from '@/components/ui/confirm';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { TextLink } from '@/components/ui/links';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { plural } from '@/lib/format';
import { itemsOf } from '@/lib/page';

/** Collections that have a name of their own in addresses, filled by hand or from a folder of the workspace. */
export const DatasetsPage = () => (
  <>
    <PageHeader title="Datasets">
      <NewButton />
    </PageHeader>
    <CaptionsTabs />
    <DatasetList />
  </>
);

const NewButton = () =>
  useMay('annotator') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={createDatasetInDialog}>
      New dataset
    </Button>
  );

const DatasetList = () => {
  const list = useInfiniteQuery(datasetsQuery);
  const datasets = itemsOf(list.data);
  if (list.isPending)
    return <Skeleton height={220} radius="md" role="status" aria-label="Loading datasets" />;
  if (list.isError && datasets.length === 0)
    return (
      <FailedState
        title="The datasets could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (datasets.length === 0)
    return (
      <EmptyState icon={IconDatabasePlus} title="No datasets yet" action={<NewButton />}>
        A dataset gathers images for captioning: from the library, or from a folder of the workspace.
      </EmptyState>
    );
  return (
    <>
      <ul className={classes.list} aria-label="Datasets">
        {datasets.map((dataset) => (
          <Row key={dataset.id} dataset={dataset} />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
};

const Row = ({ dataset }: { dataset: Dataset }) => (
  <li className={classes.row}>
    <div>
      <TextLink to="/library" search={{ collection: dataset.id }} size="sm" fw={550}>
        {dataset.name}
      </TextLink>
      {dataset.description !== null && (
        <Text size="xs" c="dimmed">
          {dataset.description}
        </Text>
      )}
    </div>
    <Text size="sm">{plural(dataset.imageCount, 'image')}</Text>
    <Text size="xs" c="dimmed">
      <Ago date={dataset.createdAt} />
    </Text>
    <Actions dataset={dataset} />
  </li>
);

const Actions = ({ dataset: { name } }: { dataset: Dataset }) => {
  const may = useMay('annotator');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: datasetsKey });
  const add = useMutation({
    mutationFn: (ids: string[]) => addImages(name, ids),
    meta: { failure: `Nothing was added to ${name}` },
    onSuccess: ({ added, duplicates }) => {
      const before = duplicates > 0 ? `, ${plural(duplicates, 'image was', 'images were')} there` : '';
      notifications.show({ message: `${plural(added, 'image')} added to ${name}${before}.` });
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteDataset(name),
    meta: { failure: `${name} could not be deleted` },
    onSuccess: refresh,
  });
  if (!may) return null;
  const pick = () => {
    const id = modals.open({
      title: `Add images to ${name}`,
      size: '64rem',
      children: (
        <AssetPicker
          chosen={[]}
          onChoose={(ids) => {
            add.mutate(ids);
            modals.close(id);
          }}
        />
      ),
    });
  };
  const ask = () =>
    confirm(
      {
        title: `Delete ${name}?`,
        text: 'Its images stay in the library and in the workspace.',
        yes: 'Delete it',
      },
      () => remove.mutate(),
    );
  return (
    <Group gap="xs" className={classes.actions}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPhotoPlus size={16} aria-hidden />}
        loading={add.isPending}
        onClick={pick}
      >
        Add images
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => importInDialog(name)}>
        Import a folder
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={`Delete ${name}`}
        loading={remove.isPending}
        onClick={ask}
      >
        <IconTrash size={16} aria-hidden />
      </Button>
    </Group>
  );
};
