import { queryOptions } from '@tanstack/react-query';
import { getJson, sendJson } from '@/lib/http';
import { pagedQuery } from '@/lib/page';

export type Dataset = {
  id: string;
  /** Letters, digits, hyphens and underscores: it is part of addresses. */
  name: string;
  description: string | null;
  imageCount: number;
  createdAt: Date;
};

export type ImportedFile = { path: string; status: string; assetId: string | null; error: string | null };

/** How far the import of a folder is. */
export type FolderImport = {
  jobId: string;
  path: string;
  status: string;
  /** 0 to 100. */
  progress: number;
  totalFiles: number;
  imported: number;
  /** Files that the library had already. */
  duplicates: number;
  failed: number;
  files: ImportedFile[];
};

type DatasetWire = Omit<Dataset, 'createdAt'> & { createdAt: string };

const root = '/api/datasets';
const at = (name: string) => `${root}/${encodeURIComponent(name)}`;

const toDataset = (wire: DatasetWire): Dataset => ({ ...wire, createdAt: new Date(wire.createdAt) });

export const datasetsKey = ['datasets'] as const;

export const datasetsQuery = pagedQuery([...datasetsKey, 'list'], root, {}, toDataset);

const askEvery = 1_000;

export const importRuns = ({ status }: FolderImport): boolean => status === 'pending' || status === 'running';

/** An import, asked for again while it runs. */
export const importQuery = (dataset: string, jobId: string) =>
  queryOptions({
    queryKey: ['datasets', 'import', dataset, jobId],
    queryFn: ({ signal }) => getJson<FolderImport>(`${at(dataset)}/imports/${jobId}?limit=1000`, signal),
    refetchInterval: ({ state }) => (state.data && !importRuns(state.data) ? false : askEvery),
  });

export const createDataset = (fields: { name: string; description: string }) =>
  sendJson('POST', root, fields);

export const deleteDataset = (name: string) => sendJson('DELETE', at(name));

export const addImages = (name: string, assetIds: string[]) =>
  sendJson<{ added: number; duplicates: number }>('POST', `${at(name)}/images`, { assetIds });

export const importFolder = (name: string, folder: { path: string; recursive: boolean }) =>
  sendJson<{ jobId: string; totalFiles: number; otherFiles: number }>('POST', `${at(name)}/import`, folder);
