import { ActionIcon, Collapse, Group, Paper, Progress, ScrollArea, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
  IconCopyCheck,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from '@/features/assets/upload/upload-panel.module.css';
import { isUnfinished, type Upload, type UploadQueue } from '@/features/assets/upload/upload-queue';
import { useUploads } from '@/features/assets/upload/use-uploads';
import { TextLink } from '@/components/ui/links';
import { formatBytes, formatPercent, plural } from '@/lib/format';

const rowsShown = 100;

/** What became of the files that were added: progress, problems, cancel and retry for each. */
export const UploadPanel = ({ queue }: { queue: UploadQueue }) => {
  const uploads = useUploads(queue);
  const [opened, { toggle }] = useDisclosure(true);
  if (uploads.length === 0) return null;
  const unfinished = uploads.filter(isUnfinished).length;
  const problems = uploads.filter(hasProblem).length;
  return (
    <Paper
      component="section"
      aria-label="Uploads"
      className={classes.panel}
      withBorder
      shadow="lg"
      radius="lg"
    >
      <Group justify="space-between" wrap="nowrap" px="md" py="xs">
        <Text fw={600} size="sm" role="status">
          {summary(uploads.length, unfinished, problems)}
        </Text>
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={opened}
            aria-label="Show files"
            onClick={toggle}
          >
            {opened ? <IconChevronDown size={18} /> : <IconChevronUp size={18} />}
          </ActionIcon>
          {unfinished === 0 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Close uploads"
              onClick={() => queue.clearFinished()}
            >
              <IconX size={18} />
            </ActionIcon>
          )}
        </Group>
      </Group>
      <Collapse expanded={opened}>
        <ScrollArea.Autosize mah={320} type="auto">
          <div className={classes.list}>
            {inOrderOfInterest(uploads).map((upload) => (
              <UploadRow key={upload.id} upload={upload} queue={queue} />
            ))}
          </div>
          {uploads.length > rowsShown && (
            <Text size="xs" c="dimmed" px="md" pb="sm">
              and {plural(uploads.length - rowsShown, 'more file')}
            </Text>
          )}
        </ScrollArea.Autosize>
      </Collapse>
    </Paper>
  );
};

const UploadRow = ({ upload, queue }: { upload: Upload; queue: UploadQueue }) => (
  <div className={classes.row} role="group" aria-label={upload.file.name}>
    <UploadIcon upload={upload} />
    <div className={classes.text}>
      <Text size="sm" truncate title={upload.file.name}>
        {upload.file.name}
      </Text>
      <UploadNote upload={upload} />
      {upload.state === 'sending' && (
        <Progress
          value={upload.progress * 100}
          size={4}
          mt={4}
          aria-label={`Uploading ${upload.file.name}`}
        />
      )}
    </div>
    {isUnfinished(upload) && (
      <RowAction label={`Cancel ${upload.file.name}`} onClick={() => queue.cancel(upload.id)}>
        <IconX size={16} />
      </RowAction>
    )}
    {(upload.state === 'failed' || upload.state === 'cancelled') && (
      <RowAction label={`Try ${upload.file.name} again`} onClick={() => queue.retry(upload.id)}>
        <IconRefresh size={16} />
      </RowAction>
    )}
  </div>
);

const RowAction = ({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);

const UploadIcon = ({ upload }: { upload: Upload }) => {
  if (upload.state === 'created') return <IconCircleCheck size={20} className={classes.good} aria-hidden />;
  if (upload.state === 'duplicate') return <IconCopyCheck size={20} className={classes.good} aria-hidden />;
  if (hasProblem(upload)) return <IconAlertTriangle size={20} className={classes.bad} aria-hidden />;
  return <span className={classes.dot} aria-hidden />;
};

const UploadNote = ({ upload }: { upload: Upload }) => {
  if (upload.problem)
    return (
      <Text size="xs" c="var(--suite-bad)" role="alert">
        {upload.problem.detail}
      </Text>
    );
  return (
    <Text size="xs" c="dimmed" component="div">
      {noteOf(upload)}
      {upload.assetId !== undefined && (
        <>
          {' · '}
          <TextLink to="/assets/$assetId" params={{ assetId: upload.assetId }} size="xs" underline="always">
            Open
          </TextLink>
        </>
      )}
    </Text>
  );
};

const noteOf = ({ state, progress, file }: Upload): string => {
  switch (state) {
    case 'waiting':
      return `Waiting · ${formatBytes(file.size)}`;
    case 'sending':
      return progress < 1 ? `${formatPercent(progress)} of ${formatBytes(file.size)}` : 'Checking…';
    case 'created':
      return 'Added';
    case 'duplicate':
      return 'Already in the library';
    case 'cancelled':
      return 'Cancelled';
    default:
      return 'Not added';
  }
};

const hasProblem = ({ state }: Upload): boolean => state === 'rejected' || state === 'failed';

const summary = (total: number, unfinished: number, problems: number): string => {
  if (unfinished > 0) return `Uploading ${plural(unfinished, 'file')}`;
  return problems > 0 ? `${plural(problems, 'file')} of ${total} not added` : `${plural(total, 'file')} done`;
};

const interest: Record<Upload['state'], number> = {
  failed: 0,
  rejected: 0,
  sending: 1,
  waiting: 2,
  cancelled: 3,
  duplicate: 4,
  created: 5,
};

const inOrderOfInterest = (uploads: readonly Upload[]): Upload[] =>
  uploads.toSorted((a, b) => interest[a.state] - interest[b.state]).slice(0, rowsShown);
