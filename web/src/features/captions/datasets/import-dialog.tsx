import { Alert, Button, Checkbox, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  datasetsKey,
  importFolder,
  importQuery,
  importRuns,
  type FolderImport,
} from '@/features/captions/datasets/api';
import classes from '@/features/captions/datasets/datasets-page.module.css';
import { DialogForm } from '@/components/ui/dialog-form';
import { StateBadge } from '@/components/ui/state-badge';
import { plural } from '@/lib/format';

/** Asks for a folder of the workspace and shows how its import goes. Closing it does not stop the import. */
export const importInDialog = (dataset: string) => {
  const id = modals.open({
    title: `Import a folder into ${dataset}`,
    size: 'lg',
    children: <ImportForm dataset={dataset} onDone={() => modals.close(id)} />,
  });
};

type Props = { dataset: string; onDone: () => void };

const ImportForm = ({ dataset, onDone }: Props) => {
  const [path, setPath] = useState('.');
  const [recursive, setRecursive] = useState(true);
  const start = useMutation({ mutationFn: () => importFolder(dataset, { path: path.trim(), recursive }) });
  if (start.data)
    return (
      <Running dataset={dataset} jobId={start.data.jobId} others={start.data.otherFiles} onDone={onDone} />
    );
  return (
    <DialogForm action="Import" save={start} isComplete={path.trim() !== ''} onCancel={onDone}>
      <TextInput
        label="Folder"
        description="Within the workspace of the server; a dot is the workspace itself."
        required
        withAsterisk={false}
        data-autofocus
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Checkbox
        label="The folders in it too"
        checked={recursive}
        onChange={(event) => setRecursive(event.currentTarget.checked)}
      />
    </DialogForm>
  );
};

type RunningProps = Props & { jobId: string; others: number };

const Running = ({ dataset, jobId, others, onDone }: RunningProps) => {
  const { data, error } = useQuery(importQuery(dataset, jobId));
  const queryClient = useQueryClient();
  const ended = data !== undefined && !importRuns(data);
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries({ queryKey: [...datasetsKey, 'list'] });
  }, [ended, queryClient]);
  return (
    <Stack>
      {error && (
        <Alert color="red" variant="light" role="alert">
          {error.message}
        </Alert>
      )}
      <Progress value={data?.progress ?? 0} animated={!ended} aria-label="Progress of the import" />
      <Text size="sm" role="status">
        {data ? describe(data, others) : 'Looking into the folder…'}
      </Text>
      {data && (
        <ul className={classes.files} aria-label="Files">
          {data.files.map((file) => (
            <li key={file.path}>
              <span className={classes.path}>
                {file.path}
                {file.error !== null && (
                  <Text span inherit c="var(--suite-bad)">
                    {' '}
                    {file.error}
                  </Text>
                )}
              </span>
              <StateBadge state={file.status} />
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end">
        <Button variant={ended ? 'filled' : 'default'} onClick={onDone}>
          {ended ? 'Done' : 'Let it go on'}
        </Button>
      </Group>
    </Stack>
  );
};

/** "12 of 40 files imported, 3 were in the library, 1 failed. 2 other files were left alone." */
export const describe = (
  {
    imported,
    duplicates,
    failed,
    totalFiles,
  }: Pick<FolderImport, 'imported' | 'duplicates' | 'failed' | 'totalFiles'>,
  others: number,
): string => {
  const parts = [
    `${imported} of ${plural(totalFiles, 'file')} imported`,
    ...(duplicates > 0 ? [`${plural(duplicates, 'was', 'were')} in the library`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const rest = others > 0 ? ` ${plural(others, 'other file was', 'other files were')} left alone.` : '';
  return `${parts.join(', ')}.${rest}`;
};
