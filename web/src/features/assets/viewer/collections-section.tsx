import { ActionIcon, Group, Menu, Pill, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/features/access/use-session';
import type { AssetDetails } from '@/features/assets/asset';
import { assetQuery, invalidateAssetLists } from '@/features/assets/api';
import {
  collectionsQuery,
  putIntoCollection,
  takeOutOfCollection,
  type Collection,
} from '@/features/assets/collections/api';
import { PanelSection } from '@/features/assets/viewer/panel-section';

/** The collections that the asset is in. */
export const CollectionsSection = ({ asset }: { asset: AssetDetails }) => {
  const collections = useQuery(collectionsQuery).data ?? [];
  const may = useMay('annotator') && !asset.deletedAt;
  const change = useMembership(asset.id);
  const inside = collections.filter(({ id }) => asset.collections.includes(id));
  const outside = collections.filter(({ id }) => !asset.collections.includes(id));
  return (
    <PanelSection
      title="Collections"
      action={
        may &&
        outside.length > 0 && (
          <AddMenu choices={outside} onAdd={(id) => change.mutate({ id, member: true })} />
        )
      }
    >
      {inside.length === 0 ? (
        <Text size="sm" c="dimmed">
          In no collection.
        </Text>
      ) : (
        <Group gap={6}>
          {inside.map(({ id, name }) => (
            <Pill
              key={id}
              size="md"
              withRemoveButton={may}
              removeButtonProps={{ 'aria-label': `Take out of ${name}`, tabIndex: 0, 'aria-hidden': false }}
              onRemove={() => change.mutate({ id, member: false })}
            >
              {name}
            </Pill>
          ))}
        </Group>
      )}
    </PanelSection>
  );
};

const AddMenu = ({ choices, onAdd }: { choices: Collection[]; onAdd: (id: string) => void }) => (
  <Menu position="bottom-end" shadow="md">
    <Menu.Target>
      <ActionIcon variant="subtle" color="gray" aria-label="Add to a collection">
        <IconPlus size={16} />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown mah={280} style={{ overflowY: 'auto' }}>
      {choices.map(({ id, name }) => (
        <Menu.Item key={id} onClick={() => onAdd(id)}>
          {name}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);

const useMembership = (assetId: string) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, member }: { id: string; member: boolean }) =>
      (member ? putIntoCollection : takeOutOfCollection)(id, assetId),
    meta: { failure: 'The collection could not be changed' },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: assetQuery(assetId).queryKey }),
        queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey }),
        invalidateAssetLists(queryClient),
      ]),
  });
};
