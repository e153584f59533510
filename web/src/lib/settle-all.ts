/** Runs an action for each item, a few at a time, and goes on when one fails. */
export const settleAll = async <T>(
  items: readonly T[],
  action: (item: T) => Promise<unknown>,
  atOnce = 4,
): Promise<{ succeeded: number; errors: Error[] }> => {
  const errors: Error[] = [];
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) {
      try {
        await action(item);
      } catch (error) {
        errors.push(error instanceof Error ? error : new Error(String(error)));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { succeeded: items.length - errors.length, errors };
};
