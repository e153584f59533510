import { isProblem } from '@/lib/http';
import { randomId } from '@/lib/random-id';

export type UploadState =
  'waiting' | 'sending' | 'created' | 'duplicate' | 'rejected' | 'failed' | 'cancelled';

export type Upload = {
  id: string;
  file: File;
  collectionId: string | undefined;
  state: UploadState;
  /** Sent so far, from 0 to 1. */
  progress: number;
  problem?: { code: string; detail: string };
  assetId?: string;
};

export type UploadOutcome = {
  status: 'created' | 'duplicate' | 'rejected';
  assetId?: string;
  problem?: { code: string; detail: string };
};

type Send = (
  upload: Upload,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
) => Promise<UploadOutcome>;

const atOnce = 3;

export const isUnfinished = ({ state }: Upload): boolean => state === 'waiting' || state === 'sending';

/**
 * Sends files, a few at a time, each in a request of its own: so each has its own progress, and can be cancelled or tried
 * again alone. An upload keeps its id when it is tried again; sent as the idempotency key it cannot arrive twice.
 */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly watchers = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();
  private readonly send: Send;
  private readonly onSettled: (upload: Upload, error?: unknown) => void;

  constructor(send: Send, onSettled: (upload: Upload, error?: unknown) => void = () => undefined) {
    this.send = send;
    this.onSettled = onSettled;
  }

  /** For useSyncExternalStore: the same array until something changed. */
  readonly snapshot = (): readonly Upload[] => this.uploads;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  add(files: readonly File[], collectionId?: string): void {
    const added = files.map((file): Upload => ({
      id: randomId(),
      file,
      collectionId,
      state: 'waiting',
      progress: 0,
    }));
    this.set([...this.uploads, ...added]);
    this.fill();
  }

  cancel(id: string): void {
    this.change(id, (upload) => (isUnfinished(upload) ? { ...upload, state: 'cancelled' } : upload));
    this.running.get(id)?.abort();
  }

  cancelAll(): void {
    for (const { id } of this.uploads.filter(isUnfinished)) this.cancel(id);
  }

  retry(id: string): void {
    this.change(id, ({ problem: _, ...upload }) => ({ ...upload, state: 'waiting', progress: 0 }));
    this.fill();
  }

  clearFinished(): void {
    this.set(this.uploads.filter(isUnfinished));
  }

  private fill(): void {
    const free = atOnce - this.running.size;
    const next = this.uploads.filter(({ id, state }) => state === 'waiting' && !this.running.has(id));
    for (const upload of next.slice(0, Math.max(0, free))) void this.run(upload);
  }

  private async run(upload: Upload): Promise<void> {
    const { id } = upload;
    const controller = new AbortController();
    this.running.set(id, controller);
    this.change(id, (current) => ({ ...current, state: 'sending' }));
    try {
      const { status, ...outcome } = await this.send(upload, controller.signal, (progress) =>
        this.change(id, (current) => ({ ...current, progress })),
      );
      this.settle(id, { state: status, progress: 1, ...outcome });
    } catch (error) {
      if (!controller.signal.aborted) this.settle(id, { state: 'failed', problem: toProblem(error) }, error);
    } finally {
      this.running.delete(id);
      this.fill();
    }
  }

  private settle(id: string, result: Partial<Upload>, error?: unknown): void {
    this.change(id, (current) => ({ ...current, ...result }));
    const upload = this.uploads.find((candidate) => candidate.id === id);
    if (upload) this.onSettled(upload, error);
  }

  private change(id: string, change: (upload: Upload) => Upload): void {
    this.set(this.uploads.map((upload) => (upload.id === id ? change(upload) : upload)));
  }

  private set(uploads: readonly Upload[]): void {
    this.uploads = uploads;
    this.watchers.forEach((watcher) => watcher());
  }
}

const toProblem = (error: unknown) =>
  isProblem(error)
    ? { code: error.code, detail: error.message }
    : { code: 'unreadable', detail: 'The file could not be read.' };
