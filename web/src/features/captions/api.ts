import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  CaptionItem,
  CaptionItemStatus,
  CaptionJob,
  CaptionJobDetails,
  CaptionOptions,
  CaptionStatistics,
  CaptionStatus,
  CaptionType,
  Missing,
} from '@/features/captions/caption';
import { getJson, query, sendJson } from '@/lib/http';
import type { Page } from '@/lib/page';

const batch = '/api/perspectives/batch';

type JobWire = {
  jobId: string;
  type: CaptionType;
  status: CaptionStatus;
  priority: number;
  totalImages: number;
  processedImages: number;
  failedImages: number;
  progress: number;
  config: { images: string[]; perspectives: string[] };
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  archived: boolean;
  dependencies?: string[];
  dependentJobs?: string[];
};

type ItemWire = {
  id: number;
  imagePath: string;
  perspective: string;
  status: CaptionItemStatus;
  error: string | null;
  processingTime: number | null;
  result?: unknown;
};

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const toCaptionJob = (wire: JobWire): CaptionJob => ({
  id: wire.jobId,
  type: wire.type,
  status: wire.status,
  priority: wire.priority,
  totalImages: wire.totalImages,
  processedImages: wire.processedImages,
  failedImages: wire.failedImages,
  progress: wire.progress,
  images: wire.config.images,
  perspectives: wire.config.perspectives,
  createdAt: new Date(wire.createdAt),
  startedAt: date(wire.startedAt),
  completedAt: date(wire.completedAt),
  archived: wire.archived,
});

const toCaptionItem = (wire: ItemWire): CaptionItem => ({
  id: wire.id,
  image: wire.imagePath,
  perspective: wire.perspective,
  status: wire.status,
  error: wire.error,
  took: wire.processingTime,
  result: wire.result ?? null,
});

export type CaptionFilter = { status?: CaptionStatus; archived?: boolean };

export const captionsKey = ['captions'] as const;
export const captionListKey = ['captions', 'list'] as const;

const pageSize = 50;

/** The list pages by offset, as published; here it looks like every other. */
export const captionListQuery = (filter: CaptionFilter) =>
  infiniteQueryOptions({
    queryKey: [...captionListKey, filter],
    queryFn: async ({ pageParam, signal }): Promise<Page<CaptionJob>> => {
      const offset = Number(pageParam ?? 0);
      const values = { status: filter.status, include_archived: filter.archived, limit: pageSize, offset };
      const page = await getJson<{ jobs: JobWire[]; total: number }>(`${batch}/list${query(values)}`, signal);
      const next = offset + page.jobs.length;
      return {
        items: page.jobs.map(toCaptionJob),
        nextCursor: next < page.total && page.jobs.length > 0 ? String(next) : null,
      };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const captionJobQuery = (id: string) =>
  queryOptions({
    queryKey: ['captions', 'job', id],
    queryFn: async ({ signal }): Promise<CaptionJobDetails> => {
      const { job, items } = await getJson<{ job: JobWire; items?: ItemWire[] }>(
        `${batch}/status/${id}?includeItems=true`,
        signal,
      );
      return {
        ...toCaptionJob(job),
        dependencies: job.dependencies ?? [],
        dependents: job.dependentJobs ?? [],
        items: (items ?? []).map(toCaptionItem),
      };
    },
  });

type StatisticsWire = Omit<CaptionStatistics, 'lastDay'> & { historicalJobCounts: { last24Hours: number } };

export const captionStatisticsQuery = queryOptions({
  queryKey: ['captions', 'statistics'],
  queryFn: async ({ signal }): Promise<CaptionStatistics> => {
    const wire = await getJson<StatisticsWire>(`${batch}/statistics`, signal);
    return { ...wire, lastDay: wire.historicalJobCounts.last24Hours };
  },
});

/** Which captions the images have, and which they lack. */
export const missingQuery = (images: readonly string[], perspectives: readonly string[]) =>
  queryOptions({
    queryKey: ['captions', 'missing', images, perspectives],
    queryFn: async (): Promise<Missing[]> => {
      const { results } = await sendJson<{
        results: { imagePath: string; existingPerspectives: string[]; missingPerspectives: string[] }[];
      }>('POST', `${batch}/analyze-images`, { images, perspectives });
      return results.map((result) => ({
        image: result.imagePath,
        existing: result.existingPerspectives,
        missing: result.missingPerspectives,
      }));
    },
    staleTime: 60_000,
  });

export type NewCaptionJob = {
  type: CaptionType;
  images: string[];
  perspectives: string[];
  priority: number;
  options: CaptionOptions;
  dependencies: string[];
};

export const createCaptionJob = ({ options, ...job }: NewCaptionJob) =>
  sendJson<{ jobId: string; position: number }>('POST', `${batch}/create`, {
    ...job,
    options: toOptionsWire(options),
  });

export const toOptionsWire = ({
  maxTokens,
  temperature,
  topP,
  globalContext,
  resolution,
}: CaptionOptions) => ({
  ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
  ...(temperature === undefined ? {} : { temperature }),
  ...(topP === undefined ? {} : { top_p: topP }),
  ...(globalContext ? { global_context: globalContext } : {}),
  ...(resolution === undefined ? {} : { resize: true, resize_resolution: resolution }),
});

export type CaptionChange = 'cancel' | 'archive' | 'restore' | 'retry-failed';

export const changeCaptionJob = (id: string, change: CaptionChange) =>
  sendJson('POST', `${batch}/${change}/${id}`);

export const retryCaptions = (id: string, itemIds: number[]) =>
  sendJson('POST', `${batch}/retry-failed/${id}`, { itemIds });

export const reorderCaptionJobs = (jobIds: string[]) => sendJson('POST', `${batch}/reorder`, { jobIds });
