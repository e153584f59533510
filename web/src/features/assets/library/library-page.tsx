import { Button, SegmentedControl } from '@mantine/core';
import { IconFilterOff, IconPhotoPlus, IconTrash, IconUpload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { assetListQuery } from '@/features/assets/api';
import { collectionsQuery } from '@/features/assets/collections/api';
import { AssetGrid, AssetGridSkeleton } from '@/features/assets/library/asset-grid';
import { LibraryFilters } from '@/features/assets/library/library-filters';
import { AssetSelectionBar } from '@/features/assets/library/selection-bar';
import { useSelection } from '@/lib/use-selection';
import { narrows, type LibraryFilter } from '@/features/assets/library-filter';
import { useUploadDoor } from '@/features/assets/upload/use-uploads';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { itemsOf } from '@/lib/page';

const route = getRouteApi('/signed-in/library');

export const LibraryPage = () => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: LibraryFilter) => void navigate({ search: next });
  const title = useTitle(filter);
  return (
    <>
      <PageHeader title={title}>
        <SegmentedControl
          aria-label="Which assets"
          data={[
            { value: 'kept', label: 'Library' },
            { value: 'deleted', label: 'Deleted' },
          ]}
          value={filter.deleted ? 'deleted' : 'kept'}
          onChange={(value) => change(value === 'deleted' ? { deleted: true } : {})}
        />
        <UploadButton />
      </PageHeader>
      <LibraryFilters filter={filter} onChange={change} />
      <LibraryContent filter={filter} onClear={() => change(filter.deleted ? { deleted: true } : {})} />
    </>
  );
};

const LibraryContent = ({ filter, onClear }: { filter: LibraryFilter; onClear: () => void }) => {
  const list = useInfiniteQuery(assetListQuery(filter));
  const assets = itemsOf(list.data);
  const selection = useSelection(assets);
  if (list.isPending) return <AssetGridSkeleton />;
  if (list.isError && assets.length === 0)
    return (
      <FailedState
        title="The library could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (assets.length === 0) return <NothingHere filter={filter} onClear={onClear} />;
  return (
    <>
      <AssetGrid assets={assets} filter={filter} selection={selection} />
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
      <AssetSelectionBar selection={selection} deleted={filter.deleted === true} />
    </>
  );
};

const NothingHere = ({ filter, onClear }: { filter: LibraryFilter; onClear: () => void }) => {
  const uploads = useUploadDoor();
  if (narrows(filter))
    return (
      <EmptyState
        icon={IconFilterOff}
        title="Nothing matches"
        action={
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        No asset fits all the filters at once.
      </EmptyState>
    );
  if (filter.deleted)
    return (
      <EmptyState icon={IconTrash} title="Nothing deleted">
        Deleted assets wait here until they are restored.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconPhotoPlus}
      title="The library is empty"
      action={
        uploads && (
          <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={uploads.pick}>
            Choose files
          </Button>
        )
      }
    >
      {uploads
        ? 'Drop images anywhere on this page, or paste one. Each is checked, described and made searchable.'
        : 'Nobody in your team has added anything yet.'}
    </EmptyState>
  );
};

const UploadButton = () => {
  const uploads = useUploadDoor();
  return (
    uploads && (
      <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={uploads.pick}>
        Upload
      </Button>
    )
  );
};

const useTitle = ({ collection, deleted }: LibraryFilter): string => {
  const collections = useQuery({ ...collectionsQuery, enabled: collection !== undefined });
  if (deleted) return 'Deleted';
  return collections.data?.find(({ id }) => id === collection)?.name ?? 'Library';
};
