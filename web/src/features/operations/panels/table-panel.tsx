import { Table } from '@mantine/core';
import { useState } from 'react';
import type { Drawing } from '@/features/operations/panels/drawing';
import classes from '@/features/operations/panels/panels.module.css';
import type { FieldOptions } from '@/features/operations/dashboard/dashboard';
import { thresholdColor } from '@/features/operations/figures/color';
import { fieldOf, inWords } from '@/features/operations/figures/field';
import { rowsOf, sorted, type Cell } from '@/features/operations/figures/rows';

/** The newest values as a table, sorted by any of its columns. */
export const TablePanel = ({ panel, answers }: Drawing) => {
  const { columns, rows } = rowsOf(panel, answers);
  const [sort, setSort] = useState<{ column: string; descending: boolean }>();
  const shown = sort ? sorted(rows, columns.indexOf(sort.column), sort.descending) : rows;
  const direction = (column: string) =>
    sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none';
  return (
    <div className={classes.table}>
      <Table stickyHeader highlightOnHover verticalSpacing={4} horizontalSpacing="xs" fz="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} aria-sort={direction(column)}>
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => setSort({ column, descending: direction(column) !== 'descending' })}
                >
                  {column}
                </button>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row, index) => (
            <Table.Tr key={index}>
              {row.map((cell, column) => (
                <ValueCell key={column} cell={cell} field={fieldOf(panel, columns[column] ?? '')} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};

const ValueCell = ({ cell, field }: { cell: Cell; field: FieldOptions }) => {
  if (typeof cell === 'string') return <Table.Td>{cell}</Table.Td>;
  return (
    <Table.Td
      className={classes.number}
      {...(field.cell === 'color' ? { style: { color: thresholdColor(field, cell) } } : {})}
    >
      {inWords(field, cell)}
    </Table.Td>
  );
};
