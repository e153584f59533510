import { Autocomplete, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createProduct, editProduct, productsKey } from '@/features/charts/api';
import { deviceTypes, type Product, type ProductFields } from '@/features/charts/chart';
import { DialogForm } from '@/components/ui/dialog-form';

type Options = { product?: Product; onSaved?: (product: Product) => void };

/** Opens the form for a new product, or for an existing one. */
export const editProductInDialog = ({ product, onSaved }: Options = {}) => {
  const id = modals.open({
    title: product ? 'Edit product' : 'New product',
    children: (
      <ProductForm
        product={product}
        onCancel={() => modals.close(id)}
        onSaved={(saved) => {
          modals.close(id);
          onSaved?.(saved);
        }}
      />
    ),
  });
};

type FormProps = { product: Product | undefined; onCancel: () => void; onSaved: (product: Product) => void };

const ProductForm = ({ product, onCancel, onSaved }: FormProps) => {
  const [fields, setFields] = useState<ProductFields>(product ?? blank);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => {
      const sent = trimmed(fields);
      return product ? editProduct(product.id, sent) : createProduct(sent);
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: productsKey });
      onSaved(saved);
    },
  });
  const text = (name: keyof ProductFields) => ({
    value: fields[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  return (
    <DialogForm
      action={product ? 'Save' : 'Create'}
      save={save}
      isComplete={isComplete(fields)}
      onCancel={onCancel}
    >
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
        {...text('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Manufacturer"
          required
          withAsterisk={false}
          maxLength={200}
          {...text('manufacturer')}
        />
        <TextInput
          label="Part number"
          required
          withAsterisk={false}
          maxLength={100}
          {...text('partNumber')}
        />
        <Autocomplete
          label="Device type"
          required
          withAsterisk={false}
          maxLength={100}
          data={deviceTypes}
          value={fields.deviceType}
          onChange={(deviceType) => setFields({ ...fields, deviceType })}
        />
        <TextInput label="Package" maxLength={100} {...text('package')} />
      </SimpleGrid>
      <Textarea label="Description" autosize minRows={2} maxLength={4000} {...text('description')} />
    </DialogForm>
  );
};

const blank: ProductFields = {
  name: '',
  manufacturer: '',
  partNumber: '',
  deviceType: '',
  package: null,
  description: null,
};

const trimmed = (fields: ProductFields): ProductFields => ({
  name: fields.name.trim(),
  manufacturer: fields.manufacturer.trim(),
  partNumber: fields.partNumber.trim(),
  deviceType: fields.deviceType.trim(),
  package: fields.package?.trim() || null,
  description: fields.description?.trim() || null,
});

const isComplete = ({ name, manufacturer, partNumber, deviceType }: ProductFields): boolean =>
  [name, manufacturer, partNumber, deviceType].every((field) => field.trim() !== '');
