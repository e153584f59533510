import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createDataset, datasetsKey } from '@/features/captions/datasets/api';
import { DialogForm } from '@/components/ui/dialog-form';
import { NamingFields } from '@/components/ui/naming-fields';

export const createDatasetInDialog = () => {
  const id = modals.open({ title: 'New dataset', children: <DatasetForm onDone={() => modals.close(id)} /> });
};

const allowed = /^[A-Za-z0-9_-]*$/;

const DatasetForm = ({ onDone }: { onDone: () => void }) => {
  const [fields, setFields] = useState({ name: '', description: '' });
  const isAllowed = allowed.test(fields.name);
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => createDataset({ name: fields.name, description: fields.description.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: datasetsKey });
      onDone();
    },
  });
  return (
    <DialogForm action="Create" save={create} isComplete={fields.name !== '' && isAllowed} onCancel={onDone}>
      <NamingFields
        value={fields}
        onChange={setFields}
        longestDescription={4000}
        hint="Letters, digits, hyphens and underscores."
        error={isAllowed ? undefined : 'Only letters, digits, hyphens and underscores.'}
      />
    </DialogForm>
  );
};
