import { Button, Checkbox, Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allImageIds, assetListQuery } from '@/features/assets/api';
import type { Asset } from '@/features/assets/asset';
import classes from '@/features/assets/asset-picker.module.css';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import { collectionsQuery } from '@/features/assets/collections/api';
import type { LibraryFilter } from '@/features/assets/library-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { TypedFilter } from '@/components/ui/typed-filter';
import { plural } from '@/lib/format';
import { itemsOf } from '@/lib/page';

type Props = {
  /** Ids of what is chosen already: shown as chosen. */
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
};

/** Chooses images of the library: one by one, or all of a collection. */
export const AssetPicker = ({ chosen, onChoose }: Props) => {
  const [filter, setFilter] = useState<LibraryFilter>({ kind: 'image', state: 'ready' });
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set(chosen));
  const collections = useQuery(collectionsQuery);
  const added = [...picked].filter((id) => !chosen.includes(id));
  const toggle = (id: string) =>
    setPicked((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    );
  const pickAll = useMutation({
    mutationFn: () => allImageIds(filter),
    onSuccess: (ids) => setPicked((before) => new Set([...before, ...ids])),
    meta: { failure: 'The images could not be listed' },
  });
  const set = (name: 'q' | 'collection', value: string | null) => {
    const { [name]: _, ...rest } = filter;
    setFilter(value === null || value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <Stack>
      <Group gap="sm">
        <TypedFilter
          label="Filter by name or description"
          value={filter.q ?? ''}
          onChange={(q) => set('q', q)}
        />
        <Select
          aria-label="Collection"
          placeholder="Whole library"
          clearable
          searchable
          nothingFoundMessage="No such collection"
          data={(collections.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.collection ?? null}
          onChange={(id) => set('collection', id)}
        />
        <Button variant="default" loading={pickAll.isPending} onClick={() => pickAll.mutate()}>
          Choose all that match
        </Button>
      </Group>
      <Pictures filter={filter} picked={picked} onToggle={toggle} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {plural(picked.size, 'image')} chosen
        </Text>
        <Button disabled={added.length === 0} onClick={() => onChoose(added)}>
          Add {plural(added.length, 'image')}
        </Button>
      </Group>
    </Stack>
  );
};

type PicturesProps = { filter: LibraryFilter; picked: ReadonlySet<string>; onToggle: (id: string) => void };

const Pictures = ({ filter, picked, onToggle }: PicturesProps) => {
  const list = useInfiniteQuery(assetListQuery(filter));
  const assets = itemsOf(list.data);
  if (list.isPending) return <Skeleton height={280} radius="md" role="status" aria-label="Loading images" />;
  if (list.isError && assets.length === 0)
    return (
      <FailedState
        title="The images could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (assets.length === 0) return <EmptyState icon={IconPhotoSearch} title="No images match" />;
  return (
    <div className={classes.scroll}>
      <ul className={classes.grid} aria-label="Images">
        {assets.map((asset) => (
          <Picture
            key={asset.id}
            asset={asset}
            picked={picked.has(asset.id)}
            onToggle={() => onToggle(asset.id)}
          />
        ))}
      </ul>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
};

const Picture = ({ asset, picked, onToggle }: { asset: Asset; picked: boolean; onToggle: () => void }) => (
  <li className={classes.picture} data-picked={picked}>
    <div className={classes.image}>
      <AssetThumbnail id={asset.id} kind={asset.kind} variant="thumbnail" />
    </div>
    <Checkbox
      size="xs"
      className={classes.check}
      label={asset.fileName}
      checked={picked}
      onChange={onToggle}
    />
  </li>
);
