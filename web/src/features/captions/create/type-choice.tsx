import { Group, Radio, Text } from '@mantine/core';
import type { Dispatch } from 'react';
import { captionTypes, typeWords } from '@/features/captions/caption';
import type { Draft, DraftAction } from '@/features/captions/create/draft';
import classes from '@/features/captions/create/new-captions-page.module.css';

type Props = { draft: Draft; change: Dispatch<DraftAction> };

export const TypeChoice = ({ draft, change }: Props) => (
  <Radio.Group
    aria-label="Way of working"
    value={draft.type}
    onChange={(type) => change({ type: 'set', change: { type: type } })}
  >
    <div className={classes.choices}>
      {captionTypes.map((type) => (
        <Radio.Card key={type} value={type} radius="md" className={classes.choice}>
          <Group wrap="nowrap" align="flex-start" gap="sm">
            <Radio.Indicator size="xs" mt={3} />
            <div>
              <Text size="sm" fw={550}>
                {typeWords[type].name}
              </Text>
              <Text size="xs" c="dimmed">
                {typeWords[type].text}
              </Text>
            </div>
          </Group>
        </Radio.Card>
      ))}
    </div>
  </Radio.Group>
);
