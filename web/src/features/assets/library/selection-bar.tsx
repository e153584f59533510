import { Button, CloseButton, Group, Menu, Paper, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconFolderPlus, IconRestore, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deleteAsset, invalidateAssetLists, restoreAsset } from '@/features/assets/api';
import { collectionsQuery, putIntoCollection } from '@/features/assets/collections/api';
import classes from '@/features/assets/library/selection-bar.module.css';
import type { Selection } from '@/features/assets/library/use-selection';
import { plural } from '@/lib/format';
import { settleAll } from '@/lib/settle-all';

/** What can be done with the selected assets, all at once. */
export const SelectionBar = ({ selection, deleted }: { selection: Selection; deleted: boolean }) => {
  const count = selection.assets.length;
  if (count === 0) return null;
  return (
    <Paper
      component="section"
      aria-label="Selection"
      className={classes.bar}
      withBorder
      shadow="lg"
      radius="lg"
    >
      <Group gap="xs" wrap="nowrap">
        <CloseButton aria-label="Clear selection" onClick={selection.clear} />
        <Text size="sm" fw={600} role="status" className={classes.count}>
          {count} selected
        </Text>
      </Group>
      <Group gap="xs">
        {count < selection.total && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={selection.all}>
            Select all shown
          </Button>
        )}
        {deleted ? <RestoreButton selection={selection} /> : <KeptActions selection={selection} />}
      </Group>
    </Paper>
  );
};

const KeptActions = ({ selection }: { selection: Selection }) => {
  const remove = useForEach(selection, 'Deleted', deleteAsset);
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${plural(selection.assets.length, 'asset')}?`,
      children: <Text size="sm">They leave the library and search. They can be restored from Deleted.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  return (
    <>
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

const RestoreButton = ({ selection }: { selection: Selection }) => {
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

const CollectionMenu = ({ selection }: { selection: Selection }) => {
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
      <Menu.Dropdown mah={320} className={classes.menu}>
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
  selection: Selection,
  done: string,
  act: (assetId: string, argument: T) => Promise<unknown>,
) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (argument: T) => settleAll(selection.assets, ({ id }) => act(id, argument)),
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
