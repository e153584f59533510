import { Button, Checkbox, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useMay } from '@/features/access/use-session';
import type { DeadLetter } from '@/features/jobs/dead-letters/api';
import classes from '@/features/jobs/dead-letters/dead-letters-page.module.css';
import type { ErrorGroup } from '@/features/jobs/dead-letters/error-groups';
import { kindName } from '@/features/jobs/job';
import { Ago } from '@/components/ui/ago';
import { TextLink } from '@/components/ui/links';
import { formatCount, plural } from '@/lib/format';
import type { Selection } from '@/lib/use-selection';

type Letters = Selection<DeadLetter, number>;
type Props = { group: ErrorGroup; selection: Letters; initiallyOpen: boolean };

/** Failed items with one error: selected together, or looked at one by one. */
export const LetterGroup = ({ group, selection, initiallyOpen }: Props) => {
  const [open, setOpen] = useState(initiallyOpen);
  const may = useMay('annotator');
  const list = useId();
  const ids = group.letters.map(({ id }) => id);
  const chosen = ids.filter(selection.has).length;
  const toggleAll = () => {
    const others = selection.items.map(({ id }) => id).filter((id) => !ids.includes(id));
    selection.set(chosen === ids.length ? others : [...others, ...ids]);
  };
  return (
    <li className={classes.group}>
      <div className={classes.head}>
        {may ? (
          <Checkbox
            size="xs"
            aria-label={`Select all with the error ${group.pattern}`}
            checked={chosen === ids.length}
            indeterminate={chosen > 0 && chosen < ids.length}
            onChange={toggleAll}
          />
        ) : (
          <span />
        )}
        <span className={classes.count} title={plural(ids.length, 'item')}>
          {formatCount(ids.length)}
        </span>
        <div className={classes.pattern}>
          <Text size="sm" fw={550}>
            {group.pattern}
          </Text>
          <Text size="xs" c="dimmed">
            {kindName(group.kind)} · {kindName(group.step)} · {group.queue}
          </Text>
        </div>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={open}
          aria-controls={list}
          rightSection={
            open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
          }
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show'}
        </Button>
      </div>
      {open && (
        <ul className={classes.letters} id={list}>
          {group.letters.map((letter) => (
            <Letter key={letter.id} letter={letter} selection={may ? selection : undefined} />
          ))}
        </ul>
      )}
    </li>
  );
};

const Letter = ({ letter, selection }: { letter: DeadLetter; selection: Letters | undefined }) => (
  <li className={classes.letter}>
    {selection ? (
      <Checkbox
        size="xs"
        aria-label={`Select item ${letter.id}`}
        checked={selection.has(letter.id)}
        onChange={() => selection.toggle(letter.id)}
      />
    ) : (
      <span />
    )}
    <TextLink
      to="/jobs/$jobId"
      params={{ jobId: letter.jobId }}
      search={{ state: 'failed' }}
      hash={`item-${letter.id}`}
      size="sm"
    >
      Item {letter.id}
    </TextLink>
    <Text size="xs" c="var(--suite-bad)">
      {letter.error}
    </Text>
    <Text size="xs" c="dimmed">
      {plural(letter.attempts, 'attempt')}
    </Text>
    <Text size="xs" c="dimmed">
      {letter.finishedAt && <Ago date={letter.finishedAt} />}
    </Text>
  </li>
);
