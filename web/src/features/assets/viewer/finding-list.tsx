import { Text } from '@mantine/core';
import classes from '@/features/assets/viewer/asset-panel.module.css';
import type { Overlays } from '@/features/assets/viewer/use-overlays';
import { formatPercent } from '@/lib/format';

type Props = {
  insightId: string;
  overlays: Overlays;
  /** How many there are in all, sure enough or not. */
  total: number;
  none: string;
};

/** What one insight found; pointing at a finding lights its box up. */
export const FindingList = ({ insightId, overlays, total, none }: Props) => {
  const findings = overlays.sure.filter(({ id }) => id.startsWith(`${insightId}/`));
  if (total === 0)
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  return (
    <>
      <ul className={`${classes.findings} ${classes.lines}`}>
        {findings.map(({ id, label, confidence }) => (
          <li
            key={id}
            className={classes.finding}
            onPointerEnter={() => overlays.setHighlighted(id)}
            onPointerLeave={() => overlays.setHighlighted(undefined)}
          >
            <span className={classes.what}>{label}</span>
            <Text span size="xs" c="dimmed">
              {formatPercent(confidence)}
            </Text>
          </li>
        ))}
      </ul>
      {findings.length < total && (
        <Text size="xs" c="dimmed" mt={4}>
          {total - findings.length} less sure than {formatPercent(overlays.confidence)}
        </Text>
      )}
    </>
  );
};
