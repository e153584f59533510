import { ActionIcon, Anchor } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A link within the application, looking like one. */
export const TextLink = createLink(Anchor<'a'>);

/** The same, looking like a button with a sign on it. */
export const IconLink = createLink(ActionIcon<'a'>);
