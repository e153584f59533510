import type { CaptionOptions, CaptionType, Missing } from '@/features/captions/caption';
import type { NewCaptionJob } from '@/features/captions/api';
import { isAsset } from '@/features/captions/caption';

/** A caption job that is being put together. */
export type Draft = {
  type: CaptionType;
  images: string[];
  perspectives: string[];
  priority: number;
  options: CaptionOptions;
  dependencies: string[];
};

export type DraftAction =
  | { type: 'set'; change: Partial<Omit<Draft, 'images' | 'perspectives'>> }
  | { type: 'addImages'; images: readonly string[] }
  | { type: 'removeImage'; image: string }
  | { type: 'clearImages' }
  | { type: 'togglePerspective'; name: string };

export const emptyDraft = (images: readonly string[] = []): Draft => ({
  type: 'MULTI_PERSPECTIVE',
  images: [...images],
  perspectives: [],
  priority: 100,
  options: {},
  dependencies: [],
});

export const changeDraft = (draft: Draft, action: DraftAction): Draft => {
  switch (action.type) {
    case 'set':
      return { ...draft, ...action.change };
    case 'addImages':
      return { ...draft, images: [...new Set([...draft.images, ...action.images])] };
    case 'removeImage':
      return { ...draft, images: draft.images.filter((image) => image !== action.image) };
    case 'clearImages':
      return { ...draft, images: [] };
    case 'togglePerspective':
      return {
        ...draft,
        perspectives: draft.perspectives.includes(action.name)
          ? draft.perspectives.filter((name) => name !== action.name)
          : [...draft.perspectives, action.name],
      };
  }
};

/** What is still to be decided, as a sentence; undefined when the job can be made. */
export const lacking = ({ images, perspectives }: Draft): string | undefined => {
  if (images.length === 0) return 'Choose images first.';
  return perspectives.length === 0 ? 'Choose at least one perspective.' : undefined;
};

export const toNewJob = (draft: Draft): NewCaptionJob => ({ ...draft });

/** The images that can have captions kept beside them; what is said about a file of the workspace stays with its job. */
export const assetsOf = ({ images }: Draft): string[] => images.filter(isAsset);

/** How many captions a draft will make, once it is known which exist. */
export const captionsToMake = (draft: Draft, missing: readonly Missing[] | undefined): number | undefined =>
  draft.type === 'BACKFILL'
    ? missing?.reduce((sum, entry) => sum + entry.missing.length, 0)
    : draft.images.length * draft.perspectives.length;
