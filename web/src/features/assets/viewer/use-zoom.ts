import { useCallback, useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';

export type View = { scale: number; x: number; y: number };

export const fit: View = { scale: 1, x: 0, y: 0 };

const largest = 12;

/** Zooms by a factor so that the point stays where it is; the point is measured from the middle of the frame. */
export const zoomAt = (view: View, factor: number, point: { x: number; y: number }): View => {
  const scale = Math.min(largest, Math.max(1, view.scale * factor));
  if (scale === 1) return fit;
  const grown = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown };
};

const middle = { x: 0, y: 0 };

/** Zoom and pan of a picture: buttons, the wheel, dragging, double click. */
export const useZoom = (frame: RefObject<HTMLElement | null>) => {
  const [view, setView] = useState(fit);
  const drag = useRef<{ x: number; y: number } | null>(null);

  const zoom = useCallback((factor: number) => setView((current) => zoomAt(current, factor, middle)), []);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      // The page may scroll under a picture that fits; with Ctrl, or once zoomed in, the wheel is the picture's.
      if (!event.ctrlKey && element.dataset['zoomed'] !== 'true') return;
      event.preventDefault();
      setView((current) => zoomAt(current, Math.exp(-event.deltaY / 300), fromMiddle(element, event)));
    };
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [frame]);

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (view.scale === 1 || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX - view.x, y: event.clientY - view.y };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = drag.current;
      if (start) setView(({ scale }) => ({ scale, x: event.clientX - start.x, y: event.clientY - start.y }));
    },
    onPointerUp: () => {
      drag.current = null;
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
  return { view, zoom, reset: () => setView(fit), handlers };
};

const fromMiddle = (element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
};
