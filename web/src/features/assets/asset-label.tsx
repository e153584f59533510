import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assetQuery } from '@/features/assets/api';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import classes from '@/features/assets/asset-label.module.css';
import { TextLink } from '@/components/ui/links';

/** An asset, small: its picture, and its name as a link to it. */
export const AssetLabel = ({ id }: { id: string }) => {
  const { data } = useQuery({ ...assetQuery(id), staleTime: Infinity });
  return (
    <div className={classes.label}>
      <div className={classes.picture}>
        <AssetThumbnail id={id} kind={data?.kind ?? 'image'} variant={data ? 'thumbnail' : undefined} />
      </div>
      {data ? (
        <TextLink to="/assets/$assetId" params={{ assetId: id }} size="sm" className={classes.name}>
          {data.fileName}
        </TextLink>
      ) : (
        <Text size="xs" c="dimmed" className={classes.name}>
          {id}
        </Text>
      )}
    </div>
  );
};
