/** The arithmetic of the start-up: seconds since the first resource was created. */
export function spans(resources) {
  const begun = resources.filter((resource) => resource.startedAt);
  if (begun.length === 0) return [];
  const at = (iso) => Date.parse(iso) / 1000;
  const zero = Math.min(...begun.map((resource) => at(resource.createdAt ?? resource.startedAt)));
  return begun
    .map((resource) => {
      const started = at(resource.startedAt) - zero;
      // A resource without a health check has no readiness of its own: it was done when it was there.
      const end = resource.readyAt ? at(resource.readyAt) - zero : resource.stoppedAt ? at(resource.stoppedAt) - zero : started;
      return {
        resource,
        created: Math.min(at(resource.createdAt ?? resource.startedAt) - zero, started),
        started,
        end: Math.max(end, started),
        ready: Boolean(resource.readyAt),
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
  const path = [];
  let current = ready.reduce((last, span) => (!last || span.end > last.end ? span : last), undefined);
  while (current && !path.includes(current)) {
    path.unshift(current);
    const names = current.resource.heldBackBy ?? [];
    current = ready
      .filter((span) => names.includes(span.resource.name) || names.includes(span.resource.displayName))
      .reduce((last, span) => (!last || span.end > last.end ? span : last), undefined);
  }
  return path;
}
