import { FailedState } from '@/components/ui/failed-state';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { assetQuery, contentUrl } from '@/features/assets/api';
import { PageHeader } from '@/components/ui/page-header';

const route = getRouteApi('/signed-in/assets/$assetId');

export const AssetPage = () => {
  const { assetId } = route.useParams();
  const asset = useQuery(assetQuery(assetId));
  if (asset.isError) return <FailedState title="The asset could not be loaded" error={asset.error} />;
  if (asset.isPending) return null;
  return (
    <>
      <PageHeader title={asset.data.fileName} />
      <img src={contentUrl(assetId, 'large')} alt={asset.data.caption ?? ''} width="100%" />
    </>
  );
};
