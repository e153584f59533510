import { ScrollArea, Table, Text } from '@mantine/core';
import type { Curve } from '@/features/charts/chart';
import { thinned } from '@/features/charts/thinned';

const rowsShown = 500;

/** The numbers of a curve. A long one is thinned out evenly here; the download has every point. */
export const PointsTable = ({ points, columns }: Pick<Curve, 'points' | 'columns'>) => {
  const shown = thinned(points, rowsShown);
  return (
    <div>
      <ScrollArea.Autosize mah={460} type="auto" tabIndex={0} role="region" aria-label="Points">
        <Table stickyHeader striped ff="monospace" fz="sm" aria-label="Points of the curve">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{columns[0] ?? 'x'}</Table.Th>
              <Table.Th ta="right">{columns[1] ?? 'y'}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ x, y }) => (
              <Table.Tr key={x}>
                <Table.Td ta="right">{digits(x)}</Table.Td>
                <Table.Td ta="right">{digits(y)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {shown.length < points.length && (
        <Text size="xs" c="dimmed" mt="xs">
          {shown.length} of {points.length.toLocaleString('en')} points. The CSV has all.
        </Text>
      )}
    </div>
  );
};

const digits = (value: number): string => Number(value.toPrecision(6)).toString();
