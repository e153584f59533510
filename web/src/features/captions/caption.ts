export const captionStatuses = ['pending', 'running', 'completed', 'failed', 'cancelled', 'partial'] as const;
export type CaptionStatus = (typeof captionStatuses)[number];
export type CaptionItemStatus = Exclude<CaptionStatus, 'partial'>;

export const captionTypes = [
  'MULTI_PERSPECTIVE',
  'DATASET_PERSPECTIVE',
  'BACKFILL',
  'DEPENDENCY_CHAIN',
] as const;
export type CaptionType = (typeof captionTypes)[number];

/** What the server's types of caption jobs mean to people. */
export const typeWords: Record<CaptionType, { name: string; text: string }> = {
  MULTI_PERSPECTIVE: {
    name: 'Image by image',
    text: 'Every image under every perspective: each image is complete before the next one begins.',
  },
  DATASET_PERSPECTIVE: {
    name: 'Perspective by perspective',
    text: 'All images under the first perspective, then all under the next: one perspective is soon complete.',
  },
  BACKFILL: {
    name: 'Only what is missing',
    text: 'Makes the captions that images do not have yet in the present version of a perspective.',
  },
  DEPENDENCY_CHAIN: {
    name: 'One upon the other',
    text: 'For perspectives that sum up others: what they need is made first, and added if you left it out.',
  },
};

export const resolutions = ['SD_VGA', 'HD_720P', 'FHD_1080P', 'QHD_1440P', 'UHD_4K', 'UHD_8K'] as const;

export type CaptionOptions = {
  maxTokens?: number;
  temperature?: number;
  topP?: number;
  globalContext?: string;
  resolution?: (typeof resolutions)[number];
};

export type CaptionJob = {
  id: string;
  type: CaptionType;
  status: CaptionStatus;
  priority: number;
  totalImages: number;
  /** Images whose every caption has been made. */
  processedImages: number;
  failedImages: number;
  /** Share of the captions that have ended, 0 to 100. */
  progress: number;
  images: string[];
  perspectives: string[];
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  archived: boolean;
};

export type CaptionItem = {
  id: number;
  /** An asset's id, or a path in the workspace. */
  image: string;
  perspective: string;
  status: CaptionItemStatus;
  error: string | null;
  /** Milliseconds. */
  took: number | null;
  result: unknown;
};

export type CaptionJobDetails = CaptionJob & {
  dependencies: string[];
  dependents: string[];
  items: CaptionItem[];
};

export type Missing = { image: string; existing: string[]; missing: string[] };

export type CaptionStatistics = {
  pendingJobs: number;
  runningJobs: number;
  completedJobs: number;
  failedJobs: number;
  archivedJobs: number;
  /** Seconds. */
  averageWaitTime: number;
  averageProcessingTime: number;
  lastDay: number;
  perspectiveUsage: { perspective: string; count: number; averageTime: number }[];
};

export const hasEnded = ({ status }: { status: CaptionStatus }): boolean =>
  status !== 'pending' && status !== 'running';

const assetId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Is the image an asset of the library, and not a file of the workspace? */
export const isAsset = (image: string): boolean => assetId.test(image);
