export type Product = {
  id: string;
  name: string;
  manufacturer: string;
  partNumber: string;
  deviceType: string;
  package: string | null;
  description: string | null;
  imageCount: number;
  resultCount: number;
  createdAt: Date;
};

export type ProductFields = Pick<Product, 'name' | 'manufacturer' | 'partNumber' | 'deviceType'> & {
  package: string | null;
  description: string | null;
};

/** Suggested; a team may use others. */
export const deviceTypes = ['GaN-HEMT', 'SiC-MOSFET', 'Si-MOSFET', 'IGBT', 'Diode'];

export const imageStatuses = ['pending', 'processing', 'completed', 'failed'] as const;
export type ImageStatus = (typeof imageStatuses)[number];

/** A chart of a product. Its status is that of its latest extraction. */
export type ChartImage = {
  id: string;
  productId: string;
  assetId: string;
  filename: string;
  status: ImageStatus;
  fileSize: number;
  dimensions: { width: number; height: number } | null;
  jobId: string | null;
};

/** What happened to one uploaded file. */
export type UploadedChart = {
  fileName: string;
  status: 'created' | 'duplicate' | 'rejected';
  problem: string | null;
};

export type ChartQueue = { id: string; name: string; mode: 'automatic' | 'manual'; status: string };

export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

type Point = { x: number; y: number };

/** What was read from a chart: in the units of its axes, and as pixels of the image to draw it with. */
export type Curve = {
  jobId: string;
  imageId: string;
  productId: string;
  assetId: string;
  filename: string;
  method: string;
  /** 0 to 1. */
  confidence: number;
  /** Seconds. */
  processingTime: number;
  csvFilePath: string;
  size: { width: number; height: number };
  frame: { left: number; top: number; right: number; bottom: number };
  /** Names of x and y. */
  columns: string[];
  trace: Point[];
  points: Point[];
};
