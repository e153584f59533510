import { query } from './address.js';
import { resolved } from './range.js';

/** The door to the dashboard's telemetry API. */

/** A refusal of the server, in its own words. */
export class ProblemError extends Error {
  constructor(message, { code, status } = {}) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Asks `api/telemetry/views/…` for what the address says, and `own` parameters on top of it. */
export async function ask(view, own = {}, signal = undefined) {
  return getJson(`api/telemetry/views/${view}?${questionOf(own)}`, signal);
}

/** The question's parameters: run, range and resource from the address, the rest from the page. */
export function questionOf(own = {}) {
  const address = query();
  const params = new URLSearchParams();
  const set = (name, value) => {
    for (const one of [value].flat())
      if (one !== null && one !== undefined && one !== '' && one !== false) params.append(name, one);
  };
  const { from, to } = resolved(address);
  for (const [name, value] of Object.entries({
    run: address.get('run'),
    from,
    to,
    resource: address.getAll('resource'),
    ...own,
  }))
    set(name, value);
  return params;
}

export async function getJson(path, signal) {
  return read(await send(path, { signal }));
}

export async function postFile(path, file) {
  return read(await send(path, { method: 'POST', body: file, headers: { 'content-type': 'application/json' } }));
}

async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ProblemError('The dashboard does not answer.');
  }
}

async function read(response) {
  if (response.status === 401) location.reload();
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => null);
  throw new ProblemError(problem?.detail ?? `The dashboard answered ${response.status}.`, {
    code: problem?.code,
    status: response.status,
  });
}
