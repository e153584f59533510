/**
 * Gathers what comes within `wait` milliseconds and handles it together. Never two rounds at once: what comes during a round
 * waits for the next, so a stream of changes neither overruns the server nor cancels its answers over and over.
 */
export const gather = <T>(handle: (items: ReadonlySet<T>) => Promise<unknown>, wait: number) => {
  let items = new Set<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const handleRound = async () => {
    const round = items;
    items = new Set();
    try {
      await handle(round);
    } finally {
      timer = undefined;
      if (items.size > 0) start();
    }
  };
  const start = () => {
    if (!stopped) timer ??= setTimeout(() => void handleRound(), wait);
  };
  return {
    add: (item: T) => {
      items.add(item);
      start();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
