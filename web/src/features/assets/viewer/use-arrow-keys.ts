import { useEffect } from 'react';

const hasArrowsOfItsOwn =
  'input, textarea, select, [contenteditable], [role=slider], [role=menu], [role=dialog], [role=listbox]';

/** The left and right arrow keys, where nothing on the page uses them itself. */
export const useArrowKeys = (onLeft: () => void, onRight: () => void) =>
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(hasArrowsOfItsOwn)) return;
      if (event.key === 'ArrowLeft') onLeft();
      if (event.key === 'ArrowRight') onRight();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [onLeft, onRight]);
