import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from '@/features/assets/viewer/asset-panel.module.css';

type Props = { title: string; action?: ReactNode; children: ReactNode };

export const PanelSection = ({ title, action, children }: Props) => (
  <section className={classes.section} aria-label={title}>
    <Group justify="space-between" mih={28} mb={6} wrap="nowrap">
      <Title order={2} className={classes.heading}>
        {title}
      </Title>
      {action}
    </Group>
    {children}
  </section>
);
