/** The priorities that have a name; a smaller number runs sooner. */
export const namedPriorities = [
  { name: 'Urgent', value: 0 },
  { name: 'High', value: 50 },
  { name: 'Normal', value: 100 },
  { name: 'Low', value: 200 },
] as const;

export const priorityName = (priority: number): string =>
  namedPriorities.find(({ value }) => value === priority)?.name ?? String(priority);
