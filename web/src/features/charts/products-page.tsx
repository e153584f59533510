import { Button, Skeleton, Table, Text, TextInput } from '@mantine/core';
import { IconChartLine, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { productListQuery } from '@/features/charts/api';
import type { Product } from '@/features/charts/chart';
import { editProductInDialog } from '@/features/charts/product-dialog';
import { Ago } from '@/components/ui/ago';
import { EmptyState } from '@/components/ui/empty-state';
import { FailedState } from '@/components/ui/failed-state';
import { TextLink } from '@/components/ui/links';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { itemsOf } from '@/lib/page';
import { useTypedText } from '@/lib/use-typed-text';

const route = getRouteApi('/signed-in/charts');

/** The products whose charts are read. */
export const ProductsPage = () => {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title="Charts">
        <ProductSearch q={q} onChange={(text) => void navigate({ search: text === '' ? {} : { q: text } })} />
        <NewProductButton />
      </PageHeader>
      <ProductList q={q} onClear={() => void navigate({ search: {} })} />
    </>
  );
};

const ProductSearch = ({ q, onChange }: { q: string | undefined; onChange: (text: string) => void }) => {
  const { text, type } = useTypedText(q ?? '', onChange);
  return (
    <TextInput
      aria-label="Find products"
      placeholder="Name, maker or part number"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
};

const NewProductButton = () => {
  const navigate = route.useNavigate();
  const open = () =>
    editProductInDialog({
      onSaved: ({ id }) => void navigate({ to: '/charts/$productId', params: { productId: id } }),
    });
  return (
    useMay('manager') && (
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        New product
      </Button>
    )
  );
};

const ProductList = ({ q, onClear }: { q: string | undefined; onClear: () => void }) => {
  const list = useInfiniteQuery(productListQuery(q));
  const products = itemsOf(list.data);
  if (list.isPending)
    return <Skeleton height={240} radius="md" role="status" aria-label="Loading products" />;
  if (list.isError && products.length === 0)
    return (
      <FailedState
        title="The products could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  if (products.length === 0) return <NoProducts searched={q !== undefined} onClear={onClear} />;
  return (
    <>
      <Table.ScrollContainer minWidth={620}>
        <Table highlightOnHover verticalSpacing="sm" aria-label="Products">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Product</Table.Th>
              <Table.Th>Part number</Table.Th>
              <Table.Th>Device</Table.Th>
              <Table.Th ta="right">Charts</Table.Th>
              <Table.Th ta="right">Results</Table.Th>
              <Table.Th>Created</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {products.map((product) => (
              <ProductRow key={product.id} product={product} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
};

const ProductRow = ({ product }: { product: Product }) => (
  <Table.Tr>
    <Table.Td>
      <TextLink to="/charts/$productId" params={{ productId: product.id }} fw={600}>
        {product.name}
      </TextLink>
      <Text size="xs" c="dimmed">
        {product.manufacturer}
      </Text>
    </Table.Td>
    <Table.Td ff="monospace">{product.partNumber}</Table.Td>
    <Table.Td>{product.deviceType}</Table.Td>
    <Table.Td ta="right">{product.imageCount}</Table.Td>
    <Table.Td ta="right">{product.resultCount}</Table.Td>
    <Table.Td>
      <Ago date={product.createdAt} />
    </Table.Td>
  </Table.Tr>
);

const NoProducts = ({ searched, onClear }: { searched: boolean; onClear: () => void }) =>
  searched ? (
    <EmptyState
      icon={IconSearch}
      title="No such product"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      Neither name, maker nor part number fits.
    </EmptyState>
  ) : (
    <EmptyState icon={IconChartLine} title="No products yet">
      A product gathers the charts of a data sheet. Its curves are read into numbers that can be downloaded.
    </EmptyState>
  );
