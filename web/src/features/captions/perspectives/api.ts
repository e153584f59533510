import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '@/lib/http';
import type { Page } from '@/lib/page';

export type SchemaField = {
  name: string;
  type: 'str' | 'int' | 'float' | 'bool' | 'object';
  description: string;
  isList?: boolean;
  isComplex?: boolean;
  fields?: SchemaField[] | null;
};

/** What a perspective is made of; a new version is sent in just this shape. */
export type PerspectiveContent = {
  name: string;
  displayName: string;
  version: string;
  prompt: string;
  schemaFields: SchemaField[];
  tableColumns: { name: string; style: string }[];
  contextTemplate: string;
  module: string;
  type: 'perspective' | 'synthesizer';
  tags: string[] | null;
  description: string;
  deprecated: boolean;
  replacement: string | null;
  priority: number;
  prerequisites: string[] | null;
};

export type Perspective = PerspectiveContent & {
  /** Its module is switched on. */
  enabled: boolean;
  /** Made or changed by the team. */
  own: boolean;
};

export type PerspectiveVersion = { version: string; own: boolean; createdAt: Date };

export type PerspectiveDetails = Perspective & { versions: PerspectiveVersion[] };

export type Module = { name: string; displayName: string; enabled: boolean; perspectiveCount: number };

const root = '/api/perspectives';

export const perspectivesKey = ['perspectives'] as const;

export const perspectivesQuery = queryOptions({
  queryKey: [...perspectivesKey, 'list'],
  queryFn: async ({ signal }) => (await getJson<Page<Perspective>>(root, signal)).items,
  staleTime: 60_000,
});

export const modulesQuery = queryOptions({
  queryKey: [...perspectivesKey, 'modules'],
  queryFn: async ({ signal }) => (await getJson<{ modules: Module[] }>(`${root}/modules`, signal)).modules,
  staleTime: 60_000,
});

type DetailsWire = Perspective & { versions: { version: string; own: boolean; createdAt: string }[] };

export const perspectiveQuery = (name: string, version?: string) =>
  queryOptions({
    queryKey: [...perspectivesKey, 'one', name, version ?? 'present'],
    queryFn: async ({ signal }): Promise<PerspectiveDetails> => {
      const asked = version === undefined ? '' : `?version=${encodeURIComponent(version)}`;
      const wire = await getJson<DetailsWire>(`${root}/${encodeURIComponent(name)}${asked}`, signal);
      return {
        ...wire,
        versions: wire.versions.map((other) => ({ ...other, createdAt: new Date(other.createdAt) })),
      };
    },
  });

export const switchModule = (name: string, enabled: boolean) =>
  sendJson('PATCH', `${root}/modules/${encodeURIComponent(name)}`, { enabled });

export const createPerspective = (content: PerspectiveContent) =>
  sendJson<Perspective>('POST', root, content);

/** `content.version` is the version that was edited; the server gives the new one its own. */
export const editPerspective = (content: PerspectiveContent) =>
  sendJson<Perspective>('PUT', `${root}/${encodeURIComponent(content.name)}`, content);

/** What may be sent back: the server refuses properties that it does not know. */
export const contentOf = (perspective: Perspective): PerspectiveContent => ({
  name: perspective.name,
  displayName: perspective.displayName,
  version: perspective.version,
  prompt: perspective.prompt,
  schemaFields: perspective.schemaFields,
  tableColumns: perspective.tableColumns,
  contextTemplate: perspective.contextTemplate,
  module: perspective.module,
  type: perspective.type,
  tags: perspective.tags ?? [],
  description: perspective.description,
  deprecated: perspective.deprecated,
  replacement: perspective.replacement,
  priority: perspective.priority,
  prerequisites: perspective.prerequisites ?? [],
});
