import { Button, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconFolderPlus, IconMessage2, IconRestore, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Asset } from '@/features/assets/asset';
import { Link } from '@tanstack/react-router';
import { deleteAsset, invalidateAssetLists, restoreAsset } from '@/features/assets/api';
import { collectionsQuery, putIntoCollection } from '@/features/assets/collections/api';
import type { Selection } from '@/lib/use-selection';
import { SelectionBar } from '@/components/ui/selection-bar';
import { plural } from '@/lib/format';
import { settleAll } from '@/lib/settle-all';

/** What can be done with the selected assets, all at once. */
export const AssetSelectionBar = ({
  selection,
  deleted,
}: {
  selection: Selection<Asset>;
  deleted: boolean;
}) => (
  <SelectionBar
    count={selection.items.length}
    total={selection.total}
    onAll={selection.all}
    onClear={selection.clear}
  >
    {deleted ? <RestoreButton selection={selection} /> : <KeptActions selection={selection} />}
  </SelectionBar>
);

const KeptActions = ({ selection }: { selection: Selection<Asset> }) => {
  const remove = useForEach(selection, 'Deleted', deleteAsset);
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${plural(selection.items.length, 'asset')}?`,
      children: <Text size="sm">They leave the library and search. They can be restored from Deleted.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  return (
    <>
      <CaptionLink selection={selection} />
      <CollectionMenu selection={selection} />
      <Button
        color="red"
        variant="light"
        size="compact-sm"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={remove.isPending}
        onClick={ask}
      >
        Delete
      </Button>
    </>
  );
};

/** Takes the selected images along to a new caption job. */
const CaptionLink = ({ selection }: { selection: Selection<Asset> }) => {
  const images = selection.items.filter(({ kind, state }) => kind === 'image' && state === 'ready');
  if (images.length === 0) return null;
  return (
    <Button
      component={Link}
      to="/captions/new"
      state={{ images: images.map(({ id }) => id) }}
      variant="default"
      size="compact-sm"
      leftSection={<IconMessage2 size={16} aria-hidden />}
    >
      Caption
    </Button>
  );
};

const RestoreButton = ({ selection }: { selection: Selection<Asset> }) => {
  const restore = useForEach(selection, 'Restored', restoreAsset);
  return (
    <Button
      size="compact-sm"
      leftSection={<IconRestore size={16} aria-hidden />}
      loading={restore.isPending}
      onClick={() => restore.mutate()}
    >
      Restore
    </Button>
  );
};

const CollectionMenu = ({ selection }: { selection: Selection<Asset> }) => {
  const collections = useQuery(collectionsQuery);
  const add = useForEach(selection, 'Added', (assetId, collectionId: string) =>
    putIntoCollection(collectionId, assetId),
  );
  return (
    <Menu position="top" shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          loading={add.isPending}
        >
          Add to collection
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {collections.data?.length === 0 && <Menu.Label>There are no collections yet.</Menu.Label>}
        {collections.data?.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => add.mutate(id)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

/** Does one thing with each selected asset and says how many it worked for. */
const useForEach = <T = void,>(
  selection: Selection<Asset>,
  done: string,
  act: (assetId: string, argument: T) => Promise<unknown>,
) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (argument: T) => settleAll(selection.items, ({ id }) => act(id, argument)),
    onSuccess: async ({ succeeded, errors }) => {
      const [first] = errors;
      if (first)
        notifications.show({
          color: 'red',
          title: `${plural(errors.length, 'asset')} could not be changed`,
          message: first.message,
        });
      if (succeeded > 0) notifications.show({ message: `${done}: ${plural(succeeded, 'asset')}.` });
      selection.clear();
      await Promise.all([
        invalidateAssetLists(queryClient),
        queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey }),
      ]);
    },
  });
};
