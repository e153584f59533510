import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithoutRef } from 'react';

const Back = ({ children, ...rest }: ComponentPropsWithoutRef<'a'>) => (
  <Anchor size="sm" display="inline-flex" mb="sm" style={{ alignItems: 'center', gap: 6 }} {...rest}>
    <IconArrowLeft size={16} aria-hidden /> {children}
  </Anchor>
);

/** The way up, above a page's heading. */
export const BackLink = createLink(Back);
