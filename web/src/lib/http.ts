import { traceRequest } from '@/lib/tracing';

/** A request that did not succeed. `code` is the server's stable word for it; decide by it, never by the text. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly traceId?: string,
  ) {
    super(detail);
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.code === code);

export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, undefined, signal);

export const sendJson = <T = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> => request<T>(method, path, body);

/** A query string from the values that are set; empty text, null, undefined and false count as unset. */
export const query = (values: Record<string, string | number | boolean | null | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '' && value !== false)
      search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search}`;
};

/**
 * Sends a form and tells how much of it is out, from 0 to 1.
 * XMLHttpRequest, because fetch still cannot report how far an upload is.
 */
export const sendForm = <T>(
  path: string,
  form: FormData,
  options: {
    signal: AbortSignal;
    onProgress: (fraction: number) => void;
    headers?: Record<string, string>;
  },
): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const { signal, onProgress, headers = {} } = options;
    signal.throwIfAborted();
    const span = traceRequest('POST', path);
    const xhr = new XMLHttpRequest();
    xhr.open('POST', path);
    xhr.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries({ ...headers, ...span.headers }))
      xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      span.sends(event.total);
      onProgress(event.loaded / event.total);
    };
    xhr.onload = () => {
      span.end({ status: xhr.status });
      if (xhr.status >= 200 && xhr.status < 300) resolve(parse(xhr.responseText) as T);
      else reject(toProblem(xhr.status, parse(xhr.responseText)));
    };
    xhr.onerror = () => {
      span.end({ error: 'unreachable' });
      reject(unreachable());
    };
    xhr.onabort = () => {
      span.end({ error: 'aborted' });
      reject(new DOMException('The upload was cancelled.', 'AbortError'));
    };
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(form);
  });

const request = async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
  const span = traceRequest(method, path);
  const [response, text] = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...span.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
    // Read here: an answer that breaks off is none.
    .then(async (answer) => [answer, await answer.text()] as const)
    .catch((error: unknown) => {
      const aborted = error instanceof DOMException && error.name === 'AbortError';
      span.end({ error: aborted ? 'aborted' : 'unreachable' });
      throw aborted ? error : unreachable();
    });
  const content = parse(text);
  span.end({ status: response.status });
  if (!response.ok) throw toProblem(response.status, content);
  return content as T;
};

const parse = (text: string): unknown => {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
};

type ProblemWire = {
  title?: string;
  detail?: string;
  code?: string;
  /** Where others than our own services say what was wrong, as Prometheus does. */
  error?: string;
  traceId?: string;
  errors?: Record<string, string[]>;
};

const toProblem = (status: number, content: unknown): ProblemError => {
  const wire = (typeof content === 'object' && content !== null ? content : {}) as ProblemWire;
  const fields = Object.values(wire.errors ?? {})
    .flat()
    .join(' ');
  return new ProblemError(
    status,
    wire.code ?? `http-${status}`,
    wire.detail ?? (fields || (wire.title ?? wire.error ?? fallbackDetail(status))),
    wire.traceId,
  );
};

const fallbackDetail = (status: number): string =>
  status >= 500
    ? 'The server could not answer just now. Try again in a moment.'
    : `The server refused the request (${status}).`;

const unreachable = () =>
  new ProblemError(0, 'unreachable', 'The server cannot be reached. Check the connection and try again.');
