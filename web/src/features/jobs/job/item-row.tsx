import { ActionIcon, Checkbox, Progress, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { stages } from '@/features/jobs/intake';
import { itemStateWord, kindName, type Item } from '@/features/jobs/job';
import { ItemDetailsView } from '@/features/jobs/job/item-details-view';
import classes from '@/features/jobs/job/job-page.module.css';
import { StateBadge } from '@/components/ui/state-badge';
import { TextLink } from '@/components/ui/links';
import { formatDuration, formatDateTime, plural } from '@/lib/format';

type Props = {
  item: Item;
  selected: boolean;
  /** Undefined where it cannot be selected. */
  onToggle: (() => void) | undefined;
};

export const ItemRow = ({ item, selected, onToggle }: Props) => {
  const [open, setOpen] = useState(false);
  const name = stages.find(({ step }) => step === item.step)?.name ?? kindName(item.step);
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <li className={classes.item} id={`item-${item.id}`}>
      <div className={classes.line}>
        <div>
          {onToggle && (
            <Checkbox
              size="xs"
              aria-label={`Select item ${item.id}`}
              checked={selected}
              onChange={onToggle}
            />
          )}
        </div>
        <div>
          <Text size="sm" fw={550}>
            {name}
          </Text>
          {item.assetId !== null && (
            <TextLink to="/assets/$assetId" params={{ assetId: item.assetId }} size="xs">
              Open the asset
            </TextLink>
          )}
        </div>
        <StateBadge state={itemStateWord(item.state)} />
        <Text size="xs" c="dimmed" className={classes.took}>
          {item.startedAt && item.finishedAt
            ? formatDuration(item.finishedAt.getTime() - item.startedAt.getTime())
            : attemptsOf(item)}
        </Text>
        <div className={classes.error}>
          <Trouble item={item} />
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-label={`${open ? 'Hide' : 'Show'} attempts and content of item ${item.id}`}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={18} />
        </ActionIcon>
      </div>
      {open && <ItemDetailsView jobId={item.jobId} itemId={item.id} />}
    </li>
  );
};

const Trouble = ({ item }: { item: Item }) => (
  <>
    {item.state === 'leased' && <Progress value={item.progress} size={6} aria-label="Progress of the item" />}
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
  </>
);

const attemptsOf = ({ attempts }: Item): string => (attempts === 0 ? 'Not started' : `Attempt ${attempts}`);
