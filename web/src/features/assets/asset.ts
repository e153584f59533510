export const assetKinds = ['image', 'video', 'chart', 'document'] as const;
export type AssetKind = (typeof assetKinds)[number];

export const assetStates = ['processing', 'ready', 'quarantined', 'failed'] as const;
export type AssetState = (typeof assetStates)[number];

export type Variant = { name: string; width: number; height: number; contentType: string; sizeBytes: number };

export type Asset = {
  id: string;
  kind: AssetKind;
  state: AssetState;
  /** Why it is failed or quarantined. */
  failure: string | null;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  description: string | null;
  caption: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  variants: Variant[];
  collections: string[];
};

/** Fractions of the image's width and height, from its top left corner. */
export type Box = { x: number; y: number; width: number; height: number };

export type Detection = { label: string; confidence: number; box: Box };
export type TextLine = { text: string; confidence: number; box: Box };

export type InsightContent =
  | {
      kind: 'moderation';
      allowed: boolean;
      label: string;
      confidence: number;
      scores: Record<string, number>;
    }
  | { kind: 'detections'; detections: Detection[] }
  | { kind: 'text'; text: string; lines: TextLine[] }
  | { kind: 'caption'; text: string }
  | { kind: 'other'; name: string; text: string | null };

/** Where a result came from. */
export type Lineage = {
  provider: string;
  model: string;
  method: string;
  perspective: string | null;
  perspectiveVersion: string | null;
  jobId: string | null;
  itemId: number | null;
  attemptId: number | null;
  inputHash: string;
  createdAt: Date;
};

export type Insight = { id: string; content: InsightContent; lineage: Lineage };

export type AssetDetails = Asset & { insights: Insight[] };
