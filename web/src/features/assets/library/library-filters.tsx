import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assetKinds, assetStates, type AssetKind, type AssetState } from '@/features/assets/asset';
import { collectionsQuery } from '@/features/assets/collections/api';
import classes from '@/features/assets/library/library-filters.module.css';
import type { LibraryFilter, SortOrder } from '@/features/assets/library-filter';
import { TypedFilter } from '@/components/ui/typed-filter';
import { capitalize } from '@/lib/format';

type Props = { filter: LibraryFilter; onChange: (filter: LibraryFilter) => void };

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: capitalize(value) }));

const orders = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'name', label: 'By name' },
];

export const LibraryFilters = ({ filter, onChange }: Props) => {
  const collections = useQuery(collectionsQuery);
  const set = <K extends keyof LibraryFilter>(name: K, value: LibraryFilter[K] | null) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === null || value === undefined || value === '' ? rest : { ...rest, [name]: value });
  };
  return (
    <Group role="group" aria-label="Filters" gap="sm" mb="lg" className={classes.filters}>
      <TypedFilter
        className={classes.text}
        label="Filter by name or description"
        value={filter.q ?? ''}
        onChange={(q) => set('q', q)}
      />
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        clearable
        data={asOptions(assetKinds)}
        value={filter.kind ?? null}
        onChange={(value) => set('kind', value as AssetKind | null)}
      />
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        data={asOptions(assetStates)}
        value={filter.state ?? null}
        onChange={(value) => set('state', value as AssetState | null)}
      />
      <Select
        aria-label="Collection"
        placeholder="Any collection"
        clearable
        searchable
        nothingFoundMessage="No such collection"
        data={(collections.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.collection ?? null}
        onChange={(value) => set('collection', value)}
      />
      <Select
        aria-label="Order"
        allowDeselect={false}
        data={orders}
        value={filter.sort ?? 'newest'}
        onChange={(value) => set('sort', value === 'newest' ? null : (value as SortOrder))}
      />
    </Group>
  );
};
