/**
 * Tells traces what the page does, so that one trace leads from a click to the last statement on the server. Nothing is recorded,
 * and nothing of the recorder is loaded, before somebody has signed in where the server wants traces.
 */
export type Outcome = { status?: number; error?: 'unreachable' | 'aborted' };

/** A request while it is under way. */
export type RequestSpan = {
  /** Carries the trace on to the server. */
  headers: Record<string, string>;
  /** Tells how much goes out with it. */
  sends: (bytes: number) => void;
  end: (outcome: Outcome) => void;
};

/** What `tracing-recorder` does; a type here, so that it can be loaded later. */
export type Recorder = {
  request: (method: string, path: string) => RequestSpan;
  /** Begins the change to another page; call the answer with the page's route when it is shown. */
  navigation: () => (route: string) => void;
};

const silent: RequestSpan = { headers: {}, sends: () => undefined, end: () => undefined };

let recorder: Recorder | undefined;
let starting = false;

/** Our own server only, and not the questions about itself with which the Operations page is drawn. */
const isTraced = (path: string) => /^\/(?!\/|prometheus\/)/.test(path);

export const traceRequest = (method: string, path: string): RequestSpan =>
  recorder && isTraced(path) ? recorder.request(method, path) : silent;

export const traceNavigation = (): ((route: string) => void) =>
  recorder ? recorder.navigation() : () => undefined;

/**
 * Loads the recorder once the page is shown. That it could not be loaded is nothing to bother a person with: then nothing is
 * recorded.
 *
 * @param ratio The part of all traces to record, 0 to 1.
 * @param route The page that was loaded.
 */
export const startTracing = (ratio: number, route: string): void => {
  if (starting || ratio <= 0) return;
  starting = true;
  whenIdle(() => {
    import('@/lib/tracing-recorder')
      .then(({ createRecorder }) => recordWith(createRecorder(ratio, route)))
      .catch(() => undefined);
  });
};

/** Takes the recorder that is told from now on; tests bring their own. */
export const recordWith = (next: Recorder | undefined): void => {
  recorder = next;
  starting = next !== undefined;
};

const whenIdle = (work: () => void) => {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 500);
};
