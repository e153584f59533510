import { Alert, Button, FileButton, Group, Paper, Progress, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { imagesKey, productQuery, uploadCharts } from '@/features/charts/api';
import type { UploadedChart } from '@/features/charts/chart';
import { plural } from '@/lib/format';
import { randomId } from '@/lib/random-id';

const filesPerRequest = 8;

/** Takes many charts at once, sends them a few at a time, and says what became of each that was not taken. */
export const ChartUpload = ({ productId }: { productId: string }) => {
  const { upload, progress } = useChartUpload(productId);
  const rejected = upload.data?.filter(({ status }) => status === 'rejected') ?? [];
  return (
    <Paper withBorder p="md" mb="xl">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {upload.isPending
            ? `Sending ${plural(upload.variables.length, 'chart')}…`
            : (summary(upload.data) ?? 'PNG, JPEG or any other image of a chart with two straight axes.')}
        </Text>
        <FileButton multiple accept="image/*" onChange={(files) => files.length > 0 && upload.mutate(files)}>
          {(button) => (
            <Button {...button} loading={upload.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
              Add charts
            </Button>
          )}
        </FileButton>
      </Group>
      {upload.isPending && <Progress value={progress * 100} mt="sm" aria-label="Upload" />}
      {upload.isError && (
        <Alert color="red" variant="light" mt="sm" role="alert">
          {upload.error.message}
        </Alert>
      )}
      {rejected.length > 0 && (
        <Alert color="yellow" variant="light" mt="sm" title="Not taken">
          {rejected.map(({ fileName, problem }) => (
            <Text key={fileName} size="sm">
              {fileName}: {problem}
            </Text>
          ))}
        </Alert>
      )}
    </Paper>
  );
};

const useChartUpload = (productId: string) => {
  const [progress, setProgress] = useState(0);
  const stop = useRef<AbortController>(null);
  const queryClient = useQueryClient();
  // Leaving the page ends what is still being sent.
  useEffect(() => () => stop.current?.abort(), []);
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      stop.current = new AbortController();
      setProgress(0);
      const results: UploadedChart[] = [];
      for (let sent = 0; sent < files.length; sent += filesPerRequest) {
        const part = files.slice(sent, sent + filesPerRequest);
        const heard = (fraction: number) => setProgress((sent + fraction * part.length) / files.length);
        results.push(...(await uploadCharts(productId, part, randomId(), stop.current.signal, heard)));
      }
      return results;
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: imagesKey(productId) }),
        queryClient.invalidateQueries({ queryKey: productQuery(productId).queryKey }),
      ]),
  });
  return { upload, progress };
};

const summary = (results: UploadedChart[] | undefined): string | undefined => {
  if (!results) return undefined;
  const count = (status: UploadedChart['status']) =>
    results.filter((result) => result.status === status).length;
  const duplicates = count('duplicate');
  return `${plural(count('created'), 'chart')} added${duplicates > 0 ? `, ${duplicates} already there` : ''}.`;
};
