import type { Box } from '@/features/assets/asset';
import classes from '@/features/assets/viewer/box-layer.module.css';
import { formatPercent } from '@/lib/format';

export type LabelledBox = {
  id: string;
  kind: 'object' | 'text';
  label: string;
  confidence: number;
  box: Box;
};

type Props = { boxes: LabelledBox[]; highlighted: string | undefined };

/** Boxes over the image. Hidden from screen readers: the lists beside the image say the same. */
export const BoxLayer = ({ boxes, highlighted }: Props) => (
  <div className={classes.layer} aria-hidden>
    {boxes.map(({ id, kind, label, confidence, box }) => (
      <div
        key={id}
        className={classes.box}
        data-testid="box"
        data-kind={kind}
        data-label={label}
        data-highlighted={highlighted === id}
        title={`${label} · ${formatPercent(confidence)}`}
        style={{
          left: `${box.x * 100}%`,
          top: `${box.y * 100}%`,
          width: `${box.width * 100}%`,
          height: `${box.height * 100}%`,
        }}
      >
        {kind === 'object' && (
          <span className={classes.label} data-inside={box.y < 0.04}>
            {label} {formatPercent(confidence)}
          </span>
        )}
      </div>
    ))}
  </div>
);
