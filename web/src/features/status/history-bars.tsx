import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import classes from '@/features/status/history-bars.module.css';
import type { Bar } from '@/features/status/status';
import { barWords, span } from '@/features/status/words';

const height = 100;
const gap = 0.28;
/** Three minutes of a four-hour bar would be two pixels: trouble is never drawn smaller than this. */
const leastTrouble = 0.34;

type Props = { label: string; bars: Bar[]; small?: boolean };

/** One bar for each stretch of time: all green when it was up, red and orange from below for as long as it was not. */
export const HistoryBars = ({ label, bars, small = false }: Props) => {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = bars.length - 1;
  const bar = chosen === null ? undefined : bars[chosen];
  const now = bars[last]?.to ?? new Date();
  const along = `${((chosen ?? 0) / Math.max(1, last)) * 100}%`;
  const wordsOf = (one: Bar) => `${span(one.from, one.to, now)}: ${barWords(one)}`;

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setChosen(Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * bars.length))));
  };
  const move = (event: KeyboardEvent) => {
    const at = chosen ?? last;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setChosen(Math.min(last, Math.max(0, to)));
  };

  return (
    <div
      className={classes.bars}
      data-small={small || undefined}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={chosen ?? last}
      aria-valuetext={wordsOf(bar ?? (bars[last] as Bar))}
      onPointerMove={point}
      onPointerLeave={() => setChosen(null)}
      onFocus={() => setChosen(last)}
      onBlur={() => setChosen(null)}
      onKeyDown={move}
    >
      <svg viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none" aria-hidden>
        {bars.map((one, index) => (
          <Stick key={one.from.getTime()} bar={one} x={index} chosen={index === chosen} />
        ))}
      </svg>
      {bar && (
        // Moved by as much of its own width as it is along the bars, so that it stays over them at both ends.
        <output className={classes.words} style={{ left: along, transform: `translateX(-${along})` }}>
          {wordsOf(bar)}
        </output>
      )}
    </div>
  );
};

const Stick = ({ bar, x, chosen }: { bar: Bar; x: number; chosen: boolean }) => {
  const known = bar.upSeconds + bar.degradedSeconds + bar.downSeconds;
  const share = (seconds: number) => (seconds === 0 ? 0 : Math.max(seconds / known, leastTrouble) * height);
  const down = share(bar.downSeconds);
  const degraded = Math.min(share(bar.degradedSeconds), height - down);
  const box = { x: x + gap / 2, width: 1 - gap };
  if (bar.state === 'unknown')
    return <rect {...box} y={height * 0.9} height={height * 0.1} className={classes.unknown} />;
  return (
    <g opacity={chosen ? 0.65 : 1}>
      <rect {...box} y={0} height={height} className={classes.up} />
      <rect {...box} y={height - down - degraded} height={degraded} className={classes.degraded} />
      <rect {...box} y={height - down} height={down} className={classes.down} />
    </g>
  );
};
