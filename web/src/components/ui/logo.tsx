import { Group, Text } from '@mantine/core';

export const Logo = ({ size = 28 }: { size?: number }) => (
  <Group gap="xs" wrap="nowrap">
    <img src="/icon.svg" alt="" width={size} height={size} />
    <Text component="span" fw={650} fz={size * 0.68} lh={1} lts="-0.02em">
      Suite
    </Text>
  </Group>
);
