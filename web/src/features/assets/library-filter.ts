import { assetKinds, assetStates, type AssetKind, type AssetState } from '@/features/assets/asset';

export const sortOrders = ['newest', 'oldest', 'name'] as const;
export type SortOrder = (typeof sortOrders)[number];

/** What the library shows: the address bar's search part, so that a view can be kept, shared and gone back to. */
export type LibraryFilter = {
  kind?: AssetKind;
  state?: AssetState;
  collection?: string;
  q?: string;
  deleted?: boolean;
  sort?: SortOrder;
};

/** Takes what makes sense out of an address and leaves the rest. */
export const toLibraryFilter = (search: Record<string, unknown>): LibraryFilter => {
  const filter: LibraryFilter = {};
  const kind = oneOf(assetKinds, search['kind']);
  const state = oneOf(assetStates, search['state']);
  const sort = oneOf(sortOrders, search['sort']);
  if (kind) filter.kind = kind;
  if (state) filter.state = state;
  if (sort && sort !== 'newest') filter.sort = sort;
  if (typeof search['collection'] === 'string' && search['collection'] !== '')
    filter.collection = search['collection'];
  if (typeof search['q'] === 'string' && search['q'] !== '') filter.q = search['q'];
  // Text when it comes from the address, a truth value when it comes from a link.
  if (String(search['deleted']) === 'true') filter.deleted = true;
  return filter;
};

/** Does the filter leave anything out? Order alone does not. */
export const narrows = ({ kind, state, collection, q }: LibraryFilter): boolean =>
  kind !== undefined || state !== undefined || collection !== undefined || q !== undefined;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((candidate) => candidate === value);
