import { Badge, Group, Text, Tooltip } from '@mantine/core';
import { IconLetterCase, IconSparkles } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import type { Arms, Hit, Match } from '@/features/search/api';
import { Highlight } from '@/features/search/highlight';
import classes from '@/features/search/search-page.module.css';
import { capitalize } from '@/lib/format';

const sources: Record<string, string> = { text: 'Text in the image', fileName: 'File name' };

export const HitRow = ({ hit, question }: { hit: Hit; question: string }) => {
  const { asset, matches } = hit;
  return (
    <li>
      <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={classes.hit}>
        <div className={classes.picture}>
          <AssetThumbnail id={asset.id} kind={asset.kind} variant="thumbnail" />
        </div>
        <div className={classes.text}>
          <Text fw={600} truncate>
            {asset.fileName}
          </Text>
          {matches.length === 0 && asset.caption !== null && (
            <Text size="sm" lineClamp={2}>
              {asset.caption}
            </Text>
          )}
          {matches.slice(0, 3).map((match) => (
            <MatchLine key={`${match.source}/${match.sourceKey}`} match={match} question={question} />
          ))}
        </div>
      </Link>
    </li>
  );
};

const MatchLine = ({ match, question }: { match: Match; question: string }) => (
  <div className={classes.match}>
    <Text size="sm" lineClamp={2}>
      <Highlight text={match.text} question={question} />
    </Text>
    <Group gap={6} mt={4}>
      <Text size="xs" c="dimmed">
        {sources[match.source] ?? capitalize(match.source)}
      </Text>
      <ArmBadges arms={match.arms} />
    </Group>
  </div>
);

/** Which arm of the search found it. */
const ArmBadges = ({ arms }: { arms: Arms }) => (
  <>
    {typeof arms.semantic === 'number' && (
      <Tooltip label={`Found by its meaning, score ${arms.semantic.toFixed(2)}`}>
        <Badge size="sm" variant="light" tt="none" leftSection={<IconSparkles size={12} aria-hidden />}>
          Meaning
        </Badge>
      </Tooltip>
    )}
    {typeof arms.keyword === 'number' && (
      <Tooltip label={`Found by its words, score ${arms.keyword.toFixed(2)}`}>
        <Badge
          size="sm"
          variant="light"
          color="blue"
          tt="none"
          leftSection={<IconLetterCase size={13} aria-hidden />}
        >
          Words
        </Badge>
      </Tooltip>
    )}
  </>
);
