import {
  Alert,
  Button,
  Group,
  JsonInput,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import {
  contentOf,
  createPerspective,
  editPerspective,
  perspectivesKey,
  type Perspective,
} from '@/features/captions/perspectives/api';
import {
  newPerspective,
  readSchema,
  toContent,
  toDraft,
  type PerspectiveDraft,
} from '@/features/captions/perspectives/perspective-draft';

type Props = {
  /** Undefined for a new one. */
  perspective?: Perspective;
  onDone: (name: string) => void;
};

/** A new perspective, or the next version of one. */
export const PerspectiveForm = ({ perspective, onDone }: Props) => {
  const [before] = useState(() => (perspective ? contentOf(perspective) : newPerspective));
  const [draft, setDraft] = useState(() => toDraft(before));
  const queryClient = useQueryClient();
  const set = (change: Partial<PerspectiveDraft>) => setDraft((known) => ({ ...known, ...change }));
  const schema = readSchema(draft.schema);
  const save = useMutation({
    mutationFn: () => {
      const content = toContent(draft, 'fields' in schema ? schema.fields : [], before.tableColumns);
      return perspective ? editPerspective(content) : createPerspective(content);
    },
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: perspectivesKey });
      onDone(name);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack maw={820}>
        {save.error && (
          <Alert color="red" variant="light" role="alert">
            {save.error.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Title"
            required
            withAsterisk={false}
            maxLength={200}
            value={draft.displayName}
            onChange={(event) => set({ displayName: event.currentTarget.value })}
          />
          <TextInput
            label="Name"
            description={
              perspective ? 'Captions remember it: it stays.' : 'Lower case words joined by underscores.'
            }
            required
            withAsterisk={false}
            disabled={perspective !== undefined}
            pattern="[a-z][a-z0-9_]*"
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label="Module"
            required
            withAsterisk={false}
            value={draft.module}
            onChange={(event) => set({ module: event.currentTarget.value })}
          />
          <Select
            label="Kind"
            allowDeselect={false}
            data={[
              { value: 'perspective', label: 'Looks at the image' },
              { value: 'synthesizer', label: 'Sums up other captions' },
            ]}
            value={draft.type}
            onChange={(type) => type && set({ type })}
          />
        </SimpleGrid>
        <TextInput
          label="Description"
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <Textarea
          label="What the model is asked"
          required
          withAsterisk={false}
          autosize
          minRows={5}
          value={draft.prompt}
          onChange={(event) => set({ prompt: event.currentTarget.value })}
        />
        <JsonInput
          label="What the answer must have"
          description="Fields with name, type (str, int, float, bool, object), description, isList, and fields of their own."
          autosize
          minRows={8}
          formatOnBlur
          error={'error' in schema ? schema.error : undefined}
          value={draft.schema}
          onChange={(value) => set({ schema: value })}
        />
        <Textarea
          label="How its captions read to others"
          description="{field} stands for the value of a field."
          autosize
          value={draft.contextTemplate}
          onChange={(event) => set({ contextTemplate: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TagsInput
            label="Columns of tables"
            value={draft.columns}
            onChange={(columns) => set({ columns })}
          />
          <TagsInput label="Tags" value={draft.tags} onChange={(tags) => set({ tags })} />
          <TagsInput
            label="Needs the captions of"
            value={draft.prerequisites}
            onChange={(prerequisites) => set({ prerequisites })}
          />
          <NumberInput
            label="Place in lists"
            min={0}
            allowDecimal={false}
            value={draft.priority}
            onChange={(priority) => typeof priority === 'number' && set({ priority })}
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onDone(before.name)}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={'error' in schema}>
            {perspective ? 'Save as a new version' : 'Create'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
