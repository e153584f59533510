import { ActionIcon, Button, Menu, Skeleton, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconArrowLeft, IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { deleteProduct, productCsvUrl, productQuery, productsKey } from '@/features/charts/api';
import { ChartUpload } from '@/features/charts/chart-upload';
import type { Product } from '@/features/charts/chart';
import { ImageSection } from '@/features/charts/image-section';
import { editProductInDialog } from '@/features/charts/product-dialog';
import { FailedState } from '@/components/ui/failed-state';
import { TextLink } from '@/components/ui/links';
import { PageHeader } from '@/components/ui/page-header';

const route = getRouteApi('/signed-in/charts/$productId');

export const ProductPage = () => {
  const { productId } = route.useParams();
  const product = useQuery(productQuery(productId));
  const may = useMay('annotator');
  if (product.isPending) return <ProductSkeleton />;
  if (product.isError && !product.data)
    return (
      <FailedState
        title="The product could not be loaded"
        error={product.error}
        onRetry={() => void product.refetch()}
      />
    );
  return (
    <>
      <TextLink to="/charts" size="sm" display="inline-flex" mb="xs" style={{ alignItems: 'center', gap: 6 }}>
        <IconArrowLeft size={16} aria-hidden /> All products
      </TextLink>
      <PageHeader title={product.data.name} note={facts(product.data)}>
        {product.data.resultCount > 0 && (
          <Button
            component="a"
            href={productCsvUrl(productId)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Results as CSV
          </Button>
        )}
        <ProductMenu product={product.data} />
      </PageHeader>
      {product.data.description && (
        <Text c="dimmed" mb="lg" maw={720}>
          {product.data.description}
        </Text>
      )}
      {may && <ChartUpload productId={productId} />}
      <ImageSection productId={productId} />
    </>
  );
};

const facts = (product: Product): string =>
  [product.manufacturer, product.partNumber, product.deviceType, product.package].filter(Boolean).join(' · ');

const ProductMenu = ({ product }: { product: Product }) => {
  const may = useMay('manager');
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteProduct(product.id),
    meta: { failure: 'The product could not be deleted' },
    onSuccess: async () => {
      await navigate({ to: '/charts' });
      await queryClient.invalidateQueries({ queryKey: productsKey });
    },
  });
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete “${product.name}”?`,
      children: <Text size="sm">Its results go with it. The image files stay in the library.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate(),
    });
  if (!may) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={`Actions for ${product.name}`}
          loading={remove.isPending}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => editProductInDialog({ product })}
        >
          Edit
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={ask}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const ProductSkeleton = () => (
  <Stack role="status" aria-label="Loading the product">
    <Skeleton height={28} width={280} />
    <Skeleton height={120} radius="md" />
    <Skeleton height={240} radius="md" />
  </Stack>
);
