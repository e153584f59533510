import { Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createDataset, datasetsKey } from '@/features/captions/datasets/api';
import { DialogForm } from '@/components/ui/dialog-form';

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
  return (
    <DialogForm
      action="Create"
      save={create}
      isComplete={name !== '' && allowed.test(name)}
      onCancel={onDone}
    >
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
    </DialogForm>
  );
};
