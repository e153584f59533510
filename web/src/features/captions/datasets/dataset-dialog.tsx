import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { createDataset, datasetsKey } from '@/features/captions/datasets/api';

export const createDatasetInDialog = () => {
  const id = modals.open({ title: 'New dataset', children: <DatasetForm onDone={() => modals.close(id)} /> });
};

const allowed = /^[A-Za-z0-9_-]*$/;

const DatasetForm = ({ onDone }: { onDone: () => void }) => {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => createDataset({ name, description: description.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: datasetsKey });
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {create.error && (
          <Alert color="red" variant="light" role="alert">
            {create.error.message}
          </Alert>
        )}
        <TextInput
          label="Name"
          description="Letters, digits, hyphens and underscores."
          error={!allowed.test(name) && 'Only letters, digits, hyphens and underscores.'}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxLength={4000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name === '' || !allowed.test(name)}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
