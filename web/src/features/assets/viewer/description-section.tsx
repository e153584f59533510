import { ActionIcon, Alert, Button, Group, Text, Textarea, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '@/features/access/use-session';
import type { AssetDetails } from '@/features/assets/asset';
import { assetQuery, editAsset, patchAssetLists } from '@/features/assets/api';
import { PanelSection } from '@/features/assets/viewer/panel-section';

/** What people say about the asset; search reads it too. */
export const DescriptionSection = ({ asset }: { asset: AssetDetails }) => {
  const [editing, setEditing] = useState(false);
  const may = useMay('annotator') && !asset.deletedAt;
  return (
    <PanelSection
      title="Description"
      action={
        may &&
        !editing && (
          <Tooltip label="Edit the description">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Edit the description"
              onClick={() => setEditing(true)}
            >
              <IconPencil size={16} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      {editing ? (
        <DescriptionForm asset={asset} onDone={() => setEditing(false)} />
      ) : (
        <Text size="sm" {...(asset.description ? {} : { c: 'dimmed' })}>
          {asset.description ?? 'Nobody has described it yet.'}
        </Text>
      )}
    </PanelSection>
  );
};

const DescriptionForm = ({ asset, onDone }: { asset: AssetDetails; onDone: () => void }) => {
  const [text, setText] = useState(asset.description ?? '');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => editAsset(asset.id, { description: text.trim() }),
    onSuccess: (changed) => {
      queryClient.setQueryData(assetQuery(asset.id).queryKey, (known) => known && { ...known, ...changed });
      patchAssetLists(queryClient, changed);
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && (
        <Alert color="red" variant="light" role="alert" mb="xs">
          {save.error.message}
        </Alert>
      )}
      <Textarea
        aria-label="Description"
        autosize
        minRows={3}
        maxRows={12}
        ref={(field) => field?.focus()}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button variant="default" size="compact-md" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" size="compact-md" loading={save.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
};
