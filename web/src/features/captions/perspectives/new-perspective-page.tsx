import { useNavigate } from '@tanstack/react-router';
import { PerspectiveForm } from '@/features/captions/perspectives/perspective-form';
import { BackLink } from '@/components/ui/back-link';
import { PageHeader } from '@/components/ui/page-header';

export const NewPerspectivePage = () => {
  const navigate = useNavigate();
  const leave = (name: string) =>
    void (name === ''
      ? navigate({ to: '/captions/perspectives' })
      : navigate({ to: '/captions/perspectives/$name', params: { name } }));
  return (
    <>
      <BackLink to="/captions/perspectives">All perspectives</BackLink>
      <PageHeader title="New perspective" />
      <PerspectiveForm onDone={leave} />
    </>
  );
};
