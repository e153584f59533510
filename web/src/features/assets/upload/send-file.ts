import type { Upload, UploadOutcome } from '@/features/assets/upload/upload-queue';
import { sendForm } from '@/lib/http';

type ResultWire = {
  results: {
    fileName: string;
    status: UploadOutcome['status'];
    asset?: { id: string } | null;
    problem?: { code: string; detail: string } | null;
  }[];
};

export const sendFile = async (
  { id, file, collectionId }: Upload,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<UploadOutcome> => {
  const form = new FormData();
  // Fields go first: the server reads the form as a stream.
  if (collectionId !== undefined) form.append('collectionId', collectionId);
  form.append('files', file, file.name);
  const { results } = await sendForm<ResultWire>('/api/assets', form, {
    signal,
    onProgress,
    headers: { 'Idempotency-Key': id },
  });
  const [result] = results;
  if (!result)
    return {
      status: 'rejected',
      problem: { code: 'no-result', detail: 'The server said nothing about this file.' },
    };
  return {
    status: result.status,
    ...(result.asset ? { assetId: result.asset.id } : {}),
    ...(result.problem ? { problem: result.problem } : {}),
  };
};
