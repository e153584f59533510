import { Button, CloseButton, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPhotoPlus } from '@tabler/icons-react';
import type { Dispatch } from 'react';
import { AssetPicker } from '@/features/assets/asset-picker';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import { isAsset } from '@/features/captions/caption';
import type { Draft, DraftAction } from '@/features/captions/create/draft';
import classes from '@/features/captions/create/new-captions-page.module.css';
import { plural } from '@/lib/format';

type Props = { draft: Draft; change: Dispatch<DraftAction> };

const shownAtMost = 23;

export const ImageChoice = ({ draft: { images }, change }: Props) => {
  const pick = () => {
    const id = modals.open({
      title: 'Choose images',
      size: '64rem',
      children: (
        <AssetPicker
          chosen={images}
          onChoose={(ids) => {
            change({ type: 'addImages', images: ids });
            modals.close(id);
          }}
        />
      ),
    });
  };
  const more = images.length - shownAtMost;
  return (
    <>
      {images.length > 0 && (
        <ul className={classes.pictures} aria-label="Chosen images">
          {images.slice(0, shownAtMost).map((image) => (
            <li key={image} className={classes.picture}>
              <AssetThumbnail id={image} kind="image" variant={isAsset(image) ? 'thumbnail' : undefined} />
              <CloseButton
                size="xs"
                className={classes.remove}
                aria-label="Leave this image out"
                onClick={() => change({ type: 'removeImage', image })}
              />
            </li>
          ))}
          {more > 0 && <li className={`${classes.picture} ${classes.rest}`}>and {more}</li>}
        </ul>
      )}
      <Group gap="sm">
        <Button variant="default" leftSection={<IconPhotoPlus size={16} aria-hidden />} onClick={pick}>
          Choose from the library
        </Button>
        {images.length > 0 && (
          <>
            <Text size="sm" c="dimmed" role="status">
              {plural(images.length, 'image')}
            </Text>
            <Button variant="subtle" color="gray" onClick={() => change({ type: 'clearImages' })}>
              Clear
            </Button>
          </>
        )}
      </Group>
    </>
  );
};
