import { queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import type { Calibration } from '@/features/charts/calibration';
import type {
  ChartImage,
  ChartQueue,
  Curve,
  Priority,
  Product,
  ProductFields,
  UploadedChart,
} from '@/features/charts/chart';
import { getJson, sendForm, sendJson } from '@/lib/http';
import { pagedQuery } from '@/lib/page';

type ProductWire = Omit<Product, 'createdAt'> & { createdAt: string };

const toProduct = (wire: ProductWire): Product => ({ ...wire, createdAt: new Date(wire.createdAt) });

export const productsKey = ['charts', 'products'] as const;

export const productListQuery = (q: string | undefined) =>
  pagedQuery([...productsKey, 'list', q ?? ''], '/api/products', { q }, toProduct);

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: [...productsKey, 'detail', id],
    queryFn: async ({ signal }) => toProduct(await getJson<ProductWire>(`/api/products/${id}`, signal)),
  });

export const createProduct = async (fields: ProductFields) =>
  toProduct(await sendJson<ProductWire>('POST', '/api/products', fields));

export const editProduct = async (id: string, fields: ProductFields) =>
  toProduct(await sendJson<ProductWire>('PUT', `/api/products/${id}`, fields));

export const deleteProduct = (id: string) => sendJson('DELETE', `/api/products/${id}`);

export const allImagesKey = ['charts', 'images'] as const;

export const imagesKey = (productId: string) => [...allImagesKey, productId] as const;

const preparedKey = (assetId: string) => ['charts', 'prepared', assetId] as const;

/** Whether the live channel has told that the picture of an asset can be shown now. Nothing is ever asked for it. */
export const preparedQuery = (assetId: string) =>
  queryOptions({ queryKey: preparedKey(assetId), queryFn: skipToken, initialData: false });

export const markPrepared = (queryClient: QueryClient, assetId: string) =>
  queryClient.setQueryData<boolean>(preparedKey(assetId), true);

export const imageListQuery = (productId: string) =>
  pagedQuery(
    imagesKey(productId),
    `/api/products/${productId}/images`,
    { limit: 100 },
    (wire: ChartImage) => wire,
  );

export const deleteImage = ({ productId, id }: ChartImage) =>
  sendJson('DELETE', `/api/products/${productId}/images/${id}`);

type UploadWire = {
  results: { fileName: string; status: UploadedChart['status']; problem?: { detail: string } | null }[];
};

/** Sends some charts of a product in one request. `onProgress` hears how much is out, from 0 to 1. */
export const uploadCharts = async (
  productId: string,
  files: File[],
  requestId: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<UploadedChart[]> => {
  const form = new FormData();
  files.forEach((file) => form.append('files', file, file.name));
  const { results } = await sendForm<UploadWire>(`/api/products/${productId}/images`, form, {
    signal,
    onProgress,
    headers: { 'Idempotency-Key': requestId },
  });
  return results.map(({ fileName, status, problem }) => ({
    fileName,
    status,
    problem: problem?.detail ?? null,
  }));
};

export const chartQueuesQuery = queryOptions({
  queryKey: ['charts', 'queues'],
  queryFn: ({ signal }) => getJson<ChartQueue[]>('/api/queues', signal),
  staleTime: 30_000,
});

export type Extraction = { priority: Priority; calibration: Calibration | undefined };

/** Puts images of a product into a queue to be read, as one batch. */
export const extract = (queueId: string, images: ChartImage[], { priority, calibration }: Extraction) =>
  sendJson<{ batch_id: string; job_ids: string[] }>(
    'POST',
    `/api/batch/create?queue_id=${queueId}`,
    images.map(({ id, productId }) => ({
      product_id: productId,
      image_id: id,
      extraction_method: 'standard',
      priority,
      ...(calibration ? { parameters: calibration } : {}),
    })),
  );

export const releaseExtraction = (jobId: string) => sendJson('POST', `/api/job/${jobId}/release`);

export const retryExtraction = (jobId: string) => sendJson('POST', `/api/job/${jobId}/retry`);

export const cancelExtraction = (jobId: string) => sendJson('DELETE', `/api/job/${jobId}`);

type ResultWire = {
  result: Pick<Curve, 'jobId' | 'imageId' | 'productId' | 'confidence' | 'processingTime' | 'csvFilePath'> & {
    imageName: string;
    extractionMethod: string;
    csvData: { columns: string[]; rows: number[][] };
    metadata: { frame: Curve['frame'] };
  };
  overlay: number[][];
};

const toPoint = ([x = Number.NaN, y = Number.NaN]: number[]) => ({ x, y });

const toCurve = ({ result, overlay }: ResultWire, image: ChartImage): Curve => ({
  jobId: result.jobId,
  imageId: result.imageId,
  productId: result.productId,
  assetId: image.assetId,
  filename: result.imageName,
  method: result.extractionMethod,
  confidence: result.confidence,
  processingTime: result.processingTime,
  csvFilePath: result.csvFilePath,
  // A result has dimensions: it was read from the picture.
  size: image.dimensions ?? { width: result.metadata.frame.right, height: result.metadata.frame.bottom },
  frame: result.metadata.frame,
  columns: result.csvData.columns,
  trace: overlay.map(toPoint),
  points: result.csvData.rows.map(toPoint),
});

export const curveQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['charts', 'result', jobId],
    queryFn: async ({ signal }) => {
      const wire = await getJson<ResultWire>(`/api/chart-results/${jobId}`, signal);
      const { productId, imageId } = wire.result;
      return toCurve(wire, await getJson<ChartImage>(`/api/products/${productId}/images/${imageId}`, signal));
    },
  });

export const productCsvUrl = (productId: string): string => `/api/products/${productId}/results.csv`;
