import { Center } from '@mantine/core';
import {
  IconChartLine,
  IconFileText,
  IconMovie,
  IconPhoto,
  IconShieldExclamation,
} from '@tabler/icons-react';
import { useState } from 'react';
import classes from '@/features/assets/asset-thumbnail.module.css';

const icons = { image: IconPhoto, video: IconMovie, chart: IconChartLine, document: IconFileText };

type Props = {
  id: string;
  kind: keyof typeof icons;
  /** Undefined: there may be none yet, or it may not be shown. */
  variant?: 'thumbnail' | 'small' | undefined;
  quarantined?: boolean;
};

/** A small picture of an asset, or its kind's sign while there is none. Decorative: the name always stands beside it. */
export const AssetThumbnail = ({ id, kind, variant, quarantined = false }: Props) => {
  const [broken, setBroken] = useState<string>();
  const Glyph = quarantined ? IconShieldExclamation : icons[kind];
  const address = variant && `/api/assets/${id}/content?variant=${variant}`;
  return (
    <Center className={classes.frame}>
      {address !== undefined && broken !== address ? (
        <img
          className={classes.image}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(address)}
        />
      ) : (
        <Glyph size={36} stroke={1.25} aria-hidden />
      )}
    </Center>
  );
};
