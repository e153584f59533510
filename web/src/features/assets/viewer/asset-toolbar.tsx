import { ActionIcon, Badge, Button, Group, Menu, Text, Title, Tooltip } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconDownload,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import { useMay } from '@/features/access/use-session';
import type { AssetDetails } from '@/features/assets/asset';
import {
  assetQuery,
  contentUrl,
  deleteAsset,
  invalidateAssetLists,
  restoreAsset,
} from '@/features/assets/api';
import type { LibraryFilter } from '@/features/assets/library-filter';
import classes from '@/features/assets/viewer/asset-page.module.css';
import { useArrowKeys } from '@/features/assets/viewer/use-arrow-keys';
import { useNeighbours } from '@/features/assets/viewer/use-neighbours';
import { IconLink } from '@/components/ui/links';
import { StateBadge } from '@/components/ui/state-badge';

type Props = { asset: AssetDetails; filter: LibraryFilter };

export const AssetToolbar = ({ asset, filter }: Props) => {
  useDocumentTitle(`${asset.fileName} · Suite`);
  return (
    <div className={classes.toolbar}>
      <Tooltip label="Back to the library">
        <IconLink
          component="a"
          to="/library"
          search={filter}
          variant="default"
          size="lg"
          aria-label="Back to the library"
        >
          <IconArrowLeft size={18} />
        </IconLink>
      </Tooltip>
      <Title order={1} size="h2" className={classes.title}>
        <Text span inherit truncate display="block" title={asset.fileName}>
          {asset.fileName}
        </Text>
      </Title>
      {asset.deletedAt ? (
        <Badge variant="light" color="gray" tt="none">
          Deleted
        </Badge>
      ) : (
        <StateBadge state={asset.state} />
      )}
      <Neighbours asset={asset} filter={filter} />
      <Actions asset={asset} filter={filter} />
    </div>
  );
};

const Neighbours = ({ asset, filter }: Props) => {
  const { previous, next } = useNeighbours(asset.id, filter);
  const navigate = useNavigate();
  const go = useCallback(
    (assetId: string | undefined) => {
      if (assetId !== undefined)
        void navigate({ to: '/assets/$assetId', params: { assetId }, search: filter, replace: true });
    },
    [navigate, filter],
  );
  useArrowKeys(
    useCallback(() => go(previous), [go, previous]),
    useCallback(() => go(next), [go, next]),
  );
  return (
    <ActionIcon.Group>
      <NeighbourButton
        label="Previous asset"
        shortcut="ArrowLeft"
        disabled={!previous}
        onClick={() => go(previous)}
      >
        <IconChevronLeft size={18} />
      </NeighbourButton>
      <NeighbourButton label="Next asset" shortcut="ArrowRight" disabled={!next} onClick={() => go(next)}>
        <IconChevronRight size={18} />
      </NeighbourButton>
    </ActionIcon.Group>
  );
};

type NeighbourProps = {
  label: string;
  shortcut: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
};

const NeighbourButton = ({ label, shortcut, disabled, onClick, children }: NeighbourProps) => (
  <ActionIcon
    variant="default"
    size="lg"
    aria-label={label}
    aria-keyshortcuts={shortcut}
    title={label}
    disabled={disabled}
    onClick={onClick}
  >
    {children}
  </ActionIcon>
);

const Actions = ({ asset, filter }: Props) => {
  const may = useMay('annotator');
  const { remove, restore } = useDeletion(asset, filter);
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${asset.fileName}?`,
      children: <Text size="sm">It leaves the library and search. It can be restored from Deleted.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  return (
    <Group gap="xs">
      {may && asset.deletedAt && (
        <Button
          leftSection={<IconRestore size={16} aria-hidden />}
          loading={restore.isPending}
          onClick={() => restore.mutate()}
        >
          Restore
        </Button>
      )}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label="More actions" loading={remove.isPending}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={contentUrl(asset.id)}
            download={asset.fileName}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Download the original
          </Menu.Item>
          {may && !asset.deletedAt && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={ask}>
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
};

const useDeletion = (asset: AssetDetails, filter: LibraryFilter) => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteAsset(asset.id),
    meta: { failure: 'The asset could not be deleted' },
    onSuccess: async () => {
      notifications.show({ message: `${asset.fileName} was deleted.` });
      await navigate({ to: '/library', search: filter });
      await invalidateAssetLists(queryClient);
    },
  });
  const restore = useMutation({
    mutationFn: () => restoreAsset(asset.id),
    meta: { failure: 'The asset could not be restored' },
    onSuccess: async () => {
      notifications.show({ message: `${asset.fileName} is back in the library.` });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: assetQuery(asset.id).queryKey }),
        invalidateAssetLists(queryClient),
      ]);
    },
  });
  return { remove, restore };
};
