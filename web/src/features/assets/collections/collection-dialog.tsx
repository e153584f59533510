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
import { NamingFields } from '@/components/ui/naming-fields';

/** Opens the form for a new collection, or for an existing one. */
export const editInDialog = (collection?: Collection) => {
  const id = modals.open({
    title: collection ? 'Edit collection' : 'New collection',
    children: <CollectionForm collection={collection} onDone={() => modals.close(id)} />,
  });
};

type Props = { collection: Collection | undefined; onDone: () => void };

const CollectionForm = ({ collection, onDone }: Props) => {
  const [fields, setFields] = useState({
    name: collection?.name ?? '',
    description: collection?.description ?? '',
  });
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const sent = { name: fields.name.trim(), description: fields.description.trim() };
      await (collection ? editCollection(collection.id, sent) : createCollection(sent));
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
      isComplete={fields.name.trim() !== ''}
      onCancel={onDone}
    >
      <NamingFields value={fields} onChange={setFields} longestDescription={2000} />
    </DialogForm>
  );
};
