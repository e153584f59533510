import { Text } from '@mantine/core';
import type { SchemaField } from '@/features/captions/perspectives/api';
import classes from '@/features/captions/perspectives/perspectives-page.module.css';

const types: Record<SchemaField['type'], string> = {
  str: 'text',
  int: 'whole number',
  float: 'number',
  bool: 'yes or no',
  object: 'fields',
};

/** The fields that every answer must have. */
export const SchemaTree = ({ fields }: { fields: readonly SchemaField[] }) => (
  <ul className={classes.schema}>
    {fields.map((field) => (
      <li key={field.name} className={classes.field}>
        <strong>{field.name}</strong>
        <span className={classes.type}>
          {field.isList && 'list of '}
          {types[field.type]}
        </span>
        <Text size="xs" c="dimmed">
          {field.description}
        </Text>
        {field.fields && field.fields.length > 0 && <SchemaTree fields={field.fields} />}
      </li>
    ))}
  </ul>
);
