import { Button, Group, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { curveQuery } from '@/features/charts/api';
import type { Curve } from '@/features/charts/chart';
import { OverlayView } from '@/features/charts/overlay-view';
import { PointsTable } from '@/features/charts/points-table';
import { FailedState } from '@/components/ui/failed-state';
import { TextLink } from '@/components/ui/links';
import { PageHeader } from '@/components/ui/page-header';
import { formatDuration, formatPercent } from '@/lib/format';

const route = getRouteApi('/signed-in/charts/results/$jobId');

/** One chart as it was read: on the image to check it by eye, and as numbers to take away. */
export const ResultPage = () => {
  const { jobId } = route.useParams();
  const curve = useQuery(curveQuery(jobId));
  if (curve.isPending)
    return <Skeleton height={420} radius="md" role="status" aria-label="Loading the result" />;
  if (curve.isError && !curve.data)
    return (
      <FailedState
        title="The result could not be loaded"
        error={curve.error}
        onRetry={() => void curve.refetch()}
      />
    );
  return <Result curve={curve.data} />;
};

const Result = ({ curve }: { curve: Curve }) => (
  <>
    <TextLink
      to="/charts/$productId"
      params={{ productId: curve.productId }}
      size="sm"
      display="inline-flex"
      mb="xs"
      style={{ alignItems: 'center', gap: 6 }}
    >
      <IconArrowLeft size={16} aria-hidden /> The product
    </TextLink>
    <PageHeader title={curve.filename}>
      <Button
        component="a"
        href={curve.csvFilePath}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        CSV
      </Button>
    </PageHeader>
    <Paper withBorder p="md" mb="lg">
      <Group gap="xl">
        <Fact name="Points">{curve.points.length.toLocaleString('en')}</Fact>
        <Fact name="Confidence">{formatPercent(curve.confidence)}</Fact>
        <Fact name="Method">{curve.method}</Fact>
        <Fact name="Took">{formatDuration(curve.processingTime * 1000)}</Fact>
      </Group>
    </Paper>
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <OverlayView curve={curve} fileName={curve.filename} />
      <PointsTable points={curve.points} columns={curve.columns} />
    </SimpleGrid>
  </>
);

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <Text size="xs" c="dimmed">
      {name}
    </Text>
    <Text fw={550}>{children}</Text>
  </div>
);
