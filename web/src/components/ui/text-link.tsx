import { Anchor } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A link within the application, looking like one. */
export const TextLink = createLink(Anchor<'a'>);
