import { Progress, Text } from '@mantine/core';
import { stages } from '@/features/jobs/intake';
import { itemStateWord, kindName, type Item } from '@/features/jobs/job';
import classes from '@/features/jobs/job-page.module.css';
import { StateBadge } from '@/components/ui/state-badge';
import { TextLink } from '@/components/ui/links';
import { formatDuration, formatDateTime, plural } from '@/lib/format';

export const ItemRow = ({ item }: { item: Item }) => (
  <li className={classes.item} id={`item-${item.id}`}>
    <div>
      <Text size="sm" fw={550}>
        {stages.find(({ step }) => step === item.step)?.name ?? kindName(item.step)}
      </Text>
      {item.assetId !== null && (
        <TextLink to="/assets/$assetId" params={{ assetId: item.assetId }} size="xs">
          Open the asset
        </TextLink>
      )}
    </div>
    <div>
      <StateBadge state={itemStateWord(item.state)} />
    </div>
    <Text size="xs" c="dimmed">
      {item.startedAt && item.finishedAt
        ? formatDuration(item.finishedAt.getTime() - item.startedAt.getTime())
        : attemptsOf(item)}
    </Text>
    <div className={classes.error}>
      {item.state === 'leased' && (
        <Progress value={item.progress} size={6} aria-label="Progress of the item" />
      )}
      {item.error !== null && (
        <Text size="xs" c="var(--suite-bad)">
          {item.error}
        </Text>
      )}
      {item.attempts > 1 && (
        <Text size="xs" c="dimmed">
          {plural(item.attempts, 'attempt')}
          {item.nextRunAt && !item.finishedAt && `, next ${formatDateTime(item.nextRunAt)}`}
        </Text>
      )}
    </div>
  </li>
);

const attemptsOf = ({ attempts }: Item): string => (attempts === 0 ? 'Not started' : `Attempt ${attempts}`);
