import { ActionIcon, Button, Menu, Skeleton, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDots, IconFolderPlus, IconFolders, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { collectionsQuery, deleteCollection, type Collection } from '@/features/assets/collections/api';
import { editInDialog } from '@/features/assets/collections/collection-dialog';
import classes from '@/features/assets/collections/collections-page.module.css';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { PageHeader } from '@/components/ui/page-header';
import { plural } from '@/lib/format';

export const CollectionsPage = () => (
  <>
    <PageHeader title="Collections">
      <NewButton />
    </PageHeader>
    <CollectionList />
  </>
);

const NewButton = () =>
  useMay('annotator') && (
    <Button leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={() => editInDialog()}>
      New collection
    </Button>
  );

const CollectionList = () => {
  const collections = useQuery(collectionsQuery);
  if (collections.isPending) return <CollectionsSkeleton />;
  if (collections.isError && !collections.data)
    return (
      <FailedState
        title="The collections could not be loaded"
        error={collections.error}
        onRetry={() => void collections.refetch()}
      />
    );
  if (collections.data.length === 0)
    return (
      <EmptyState icon={IconFolders} title="No collections yet">
        A collection gathers assets that belong together: a product, a shoot, a data set.
      </EmptyState>
    );
  return (
    <ul className={classes.list} aria-label="Collections">
      {collections.data.map((collection) => (
        <CollectionCard key={collection.id} collection={collection} />
      ))}
    </ul>
  );
};

const CollectionCard = ({ collection }: { collection: Collection }) => (
  <li className={classes.card}>
    <Link to="/library" search={{ collection: collection.id }} className={classes.link}>
      <Text fw={600} truncate>
        {collection.name}
      </Text>
      <Text size="sm" c="dimmed" lineClamp={2} className={classes.description}>
        {collection.description}
      </Text>
      <Text size="xs" c="dimmed">
        {plural(collection.assetCount, 'asset')}
      </Text>
    </Link>
    <CollectionMenu collection={collection} />
  </li>
);

const CollectionMenu = ({ collection }: { collection: Collection }) => {
  const may = useMay('annotator');
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteCollection(collection.id),
    meta: { failure: 'The collection could not be deleted' },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey }),
  });
  const askToDelete = () =>
    modals.openConfirmModal({
      title: `Delete “${collection.name}”?`,
      children: <Text size="sm">The assets in it stay in the library.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  if (!may) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes.menu}
          aria-label={`Actions for ${collection.name}`}
          loading={remove.isPending}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => editInDialog(collection)}
        >
          Edit
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={askToDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const CollectionsSkeleton = () => (
  <div className={classes.list} role="status" aria-label="Loading collections">
    {Array.from({ length: 6 }, (_, index) => (
      <Skeleton key={index} height={116} radius="md" />
    ))}
  </div>
);
