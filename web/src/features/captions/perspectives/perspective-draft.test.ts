import { expect, test } from 'vitest';
import {
  newPerspective,
  readSchema,
  toContent,
  toDraft,
} from '@/features/captions/perspectives/perspective-draft';

test.each([
  ['{', 'not JSON'],
  ['[]', 'at least one field'],
  ['{"name":"x"}', 'at least one field'],
  ['[{"name":"a","type":"str"},{"name":"b"}]', 'Field 2 needs'],
  ['[null]', 'Field 1 needs'],
])('a schema of %s is refused with the reason', (text, reason) => {
  expect(readSchema(text)).toMatchObject({ error: expect.stringContaining(reason) as string });
});

test('a perspective survives its form unchanged', () => {
  const draft = toDraft(newPerspective);
  const schema = readSchema(draft.schema);

  expect('fields' in schema && toContent(draft, schema.fields, newPerspective.tableColumns)).toEqual(
    newPerspective,
  );
});

test('a column keeps its style, and a new one is plain', () => {
  const draft = { ...toDraft(newPerspective), columns: ['caption', 'mood'] };

  expect(toContent(draft, [], [{ name: 'caption', style: 'bold' }]).tableColumns).toEqual([
    { name: 'caption', style: 'bold' },
    { name: 'mood', style: 'normal' },
  ]);
});
