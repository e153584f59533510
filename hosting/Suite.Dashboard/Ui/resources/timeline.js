/** The arithmetic of the start-up: seconds since the first resource was created. A restart later on changes nothing here. */
export function spans(resources) {
  const begun = resources.filter((resource) => resource.firstStart?.startedAt);
  if (begun.length === 0) return [];
  const at = (iso) => Date.parse(iso) / 1000;
  const zero = Math.min(...begun.map((resource) => at(resource.createdAt ?? resource.firstStart.startedAt)));
  return begun
    .map((resource) => {
      const { startedAt, readyAt } = resource.firstStart;
      // What was meant to end, an installer say, is waited for until it has ended.
      const done = resource.state === 'Finished' ? resource.stoppedAt : readyAt;
      const started = at(startedAt) - zero;
      return {
        resource,
        created: Math.min(at(resource.createdAt ?? startedAt) - zero, started),
        started,
        end: Math.max(at(done ?? resource.firstStart.stoppedAt ?? startedAt) - zero, started),
        ready: Boolean(done),
      };
    })
    .sort((a, b) => a.started - b.started || a.end - b.end);
}

/**
 * The chain that the whole start-up waited for, first to last: from the resource that was ready last, back through
 * whichever of those that held it back was ready last.
 */
export function criticalPath(all) {
  const ready = all.filter((span) => span.ready);
  const lastOf = (spans) => spans.reduce((last, span) => (!last || span.end > last.end ? span : last), undefined);
  const path = [];
  let current = lastOf(ready);
  while (current && !path.includes(current)) {
    path.unshift(current);
    const names = current.resource.heldBackBy ?? [];
    current = lastOf(ready.filter((span) => names.includes(span.resource.name)));
  }
  return path;
}
