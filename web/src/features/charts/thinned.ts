/** Every n-th element, so that at most `most` are left; the last is always among them. */
export const thinned = <T>(all: readonly T[], most: number): T[] => {
  const step = Math.ceil(all.length / most);
  return step <= 1 ? [...all] : all.filter((_, index) => index % step === 0 || index === all.length - 1);
};
