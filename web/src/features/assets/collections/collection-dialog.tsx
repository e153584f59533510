import { Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  collectionsQuery,
  createCollection,
  editCollection,
  type Collection,
} from '@/features/assets/collections/api';
import { DialogForm } from '@/components/ui/dialog-form';

/** Opens the form for a new collection, or for an existing one. */
export const editInDialog = (collection?: Collection) => {
  const id = modals.open({
    title: collection ? 'Edit collection' : 'New collection',
    children: <CollectionForm collection={collection} onDone={() => modals.close(id)} />,
  });
};

type Props = { collection: Collection | undefined; onDone: () => void };

const CollectionForm = ({ collection, onDone }: Props) => {
  const [name, setName] = useState(collection?.name ?? '');
  const [description, setDescription] = useState(collection?.description ?? '');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const fields = { name: name.trim(), description: description.trim() };
      await (collection ? editCollection(collection.id, fields) : createCollection(fields));
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: collectionsQuery.queryKey });
      onDone();
    },
  });
  return (
    <DialogForm
      action={collection ? 'Save' : 'Create'}
      save={save}
      isComplete={name.trim() !== ''}
      onCancel={onDone}
    >
      <TextInput
        label="Name"
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
        maxLength={2000}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
    </DialogForm>
  );
};
