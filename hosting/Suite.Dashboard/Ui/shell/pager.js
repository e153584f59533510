import { ask } from '../lib/telemetry.js';
import { virtualList } from '../lib/virtual.js';

/**
 * A list that asks `view` for its next page when its last rows come into sight. `own()` are the page's own parameters,
 * `fail(problem)` tells that the next page could not be had; the rest is virtualList's.
 */
export function pagedList(view, { own, fail, signal, ...options }) {
  let cursor = null;
  let asking = null;
  const list = virtualList({ ...options, nearEnd: () => void more() });

  async function more() {
    if (!cursor || asking === cursor) return;
    const asked = (asking = cursor);
    try {
      const answer = await ask(view, { ...own(), cursor: asked }, signal);
      // Meanwhile somebody may have asked for something else.
      if (cursor !== asked) return;
      cursor = answer.nextCursor;
      list.show([...list.items, ...answer.items], { keepActive: true });
    } catch (problem) {
      // The next look at the last rows asks again.
      if (asking === asked) asking = null;
      if (!signal.aborted) fail(problem);
    }
  }

  return Object.assign(list, {
    /** Begins anew with a first page. */
    begin(answer) {
      cursor = answer.nextCursor;
      asking = null;
      list.show(answer.items);
    },
    /** True while somebody reads further down or walks through the rows, and nothing may move below their eyes. */
    isRead: () => list.element.scrollTop > 0 || list.active >= 0,
    /** Back to the first row. */
    rewind() {
      list.element.scrollTop = 0;
      list.activate(-1);
    },
  });
}
