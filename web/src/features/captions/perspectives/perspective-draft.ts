import type { PerspectiveContent, SchemaField } from '@/features/captions/perspectives/api';

/** A perspective in a form: its fields as JSON, since they nest to any depth. */
export type PerspectiveDraft = Omit<
  PerspectiveContent,
  'schemaFields' | 'tableColumns' | 'tags' | 'prerequisites'
> & {
  schema: string;
  columns: string[];
  tags: string[];
  prerequisites: string[];
};

export const toDraft = (content: PerspectiveContent): PerspectiveDraft => {
  const { schemaFields, tableColumns, tags, prerequisites, ...rest } = content;
  return {
    ...rest,
    schema: JSON.stringify(schemaFields, null, 2),
    columns: tableColumns.map(({ name }) => name),
    tags: tags ?? [],
    prerequisites: prerequisites ?? [],
  };
};

/** The fields of the schema, or the sentence that says why it has none. */
export const readSchema = (text: string): { fields: SchemaField[] } | { error: string } => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!Array.isArray(value) || value.length === 0)
    return { error: 'The fields are a list with at least one field.' };
  const nameless = value.findIndex((field) => !isField(field));
  return nameless < 0
    ? { fields: value as SchemaField[] }
    : { error: `Field ${nameless + 1} needs a name and a type.` };
};

const isField = (value: unknown): boolean => {
  const field = value as { name?: unknown; type?: unknown } | null;
  return typeof field?.name === 'string' && typeof field.type === 'string';
};

/** What is sent; columns keep the style that they had. */
export const toContent = (
  { schema: _, columns, ...rest }: PerspectiveDraft,
  fields: SchemaField[],
  before: PerspectiveContent['tableColumns'],
): PerspectiveContent => ({
  ...rest,
  schemaFields: fields,
  tableColumns: columns.map(
    (name) => before.find((column) => column.name === name) ?? { name, style: 'normal' },
  ),
});

export const newPerspective: PerspectiveContent = {
  name: '',
  displayName: '',
  version: '1',
  prompt: '',
  schemaFields: [{ name: 'caption', type: 'str', description: 'One sentence about what the image shows' }],
  tableColumns: [{ name: 'caption', style: 'normal' }],
  contextTemplate: '{caption}',
  module: 'own',
  type: 'perspective',
  tags: [],
  description: '',
  deprecated: false,
  replacement: null,
  priority: 100,
  prerequisites: [],
};
