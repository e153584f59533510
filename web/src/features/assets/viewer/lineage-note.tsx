import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { Lineage } from '@/features/assets/asset';
import classes from '@/features/assets/viewer/asset-panel.module.css';
import { FactList } from '@/features/assets/viewer/fact-list';
import { TextLink } from '@/components/ui/links';
import { capitalize, formatDateTime } from '@/lib/format';

/** Where a result came from: one line, the whole lineage on demand. */
export const LineageNote = ({ lineage }: { lineage: Lineage }) => {
  const [opened, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div className={classes.origin}>
      <UnstyledButton
        className={classes.originButton}
        aria-expanded={opened}
        aria-controls={id}
        onClick={toggle}
      >
        <IconChevronRight size={14} aria-hidden />
        {lineage.method === 'template' ? 'Written by rule' : 'Made by'} · {lineage.model}
        {lineage.perspective !== null && ` · ${lineage.perspective.replaceAll('_', ' ')}`}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        <FactList className={classes.originFacts} facts={factsOf(lineage)} />
      </Collapse>
    </div>
  );
};

const factsOf = (lineage: Lineage) => [
  ['Provider', lineage.provider] as const,
  ['Model', lineage.model] as const,
  ['Method', capitalize(lineage.method)] as const,
  lineage.perspective === null ? null : (['Perspective', perspectiveOf(lineage)] as const),
  lineage.jobId === null
    ? null
    : ([
        'Job',
        <TextLink
          key="job"
          size="xs"
          to="/jobs/$jobId"
          params={{ jobId: lineage.jobId }}
          hash={`item-${lineage.itemId}`}
        >
          {placeOf(lineage)}
        </TextLink>,
      ] as const),
  ['Input', <code key="input">{lineage.inputHash.slice(0, 16)}</code>] as const,
  ['Time', formatDateTime(lineage.createdAt)] as const,
];

const perspectiveOf = ({ perspective, perspectiveVersion }: Lineage): string =>
  perspectiveVersion === null ? `${perspective}` : `${perspective}, version ${perspectiveVersion}`;

const placeOf = ({ itemId, attemptId }: Lineage): string =>
  itemId === null ? 'Open the job' : `Item ${itemId}${attemptId === null ? '' : `, attempt ${attemptId}`}`;
