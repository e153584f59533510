import { Alert, Button, Select, Skeleton, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMay } from '@/features/access/use-session';
import { perspectiveQuery, type PerspectiveDetails } from '@/features/captions/perspectives/api';
import { PerspectiveForm } from '@/features/captions/perspectives/perspective-form';
import classes from '@/features/captions/perspectives/perspectives-page.module.css';
import { Traits } from '@/features/captions/perspectives/perspectives-page';
import { SchemaTree } from '@/features/captions/perspectives/schema-tree';
import { BackLink } from '@/components/ui/back-link';
import { Fact, Facts } from '@/components/ui/facts';
import { FailedState } from '@/components/ui/failed-state';
import { PageHeader } from '@/components/ui/page-header';
import { formatDateTime } from '@/lib/format';

const route = getRouteApi('/signed-in/captions/perspectives/$name');

export const PerspectivePage = () => {
  const { name } = route.useParams();
  const { version, edit } = route.useSearch();
  const navigate = route.useNavigate();
  const perspective = useQuery(perspectiveQuery(name, version));
  const may = useMay('manager');
  if (perspective.isPending) return <Skeleton height={420} radius="md" role="status" aria-label="Loading" />;
  if (!perspective.data)
    return (
      <FailedState
        title="The perspective could not be loaded"
        error={perspective.error}
        onRetry={() => void perspective.refetch()}
      />
    );
  const present = perspective.data.versions[0]?.version ?? perspective.data.version;
  const old = perspective.data.version !== present;
  return (
    <>
      <BackLink to="/captions/perspectives">All perspectives</BackLink>
      <PageHeader title={perspective.data.displayName}>
        <Select
          aria-label="Version"
          w={220}
          allowDeselect={false}
          data={perspective.data.versions.map((other) => ({
            value: other.version,
            label: `Version ${other.version}${other.own ? `, ${formatDateTime(other.createdAt)}` : ''}`,
          }))}
          value={perspective.data.version}
          onChange={(next) =>
            void navigate({ search: next === null || next === present ? {} : { version: next } })
          }
        />
        {may && !old && !edit && (
          <Button
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => void navigate({ search: { edit: true } })}
          >
            Edit as a new version
          </Button>
        )}
      </PageHeader>
      {old && (
        <Alert variant="light" color="yellow" mb="md">
          An earlier version. New captions are made under version {present}.
        </Alert>
      )}
      {edit && may && !old ? (
        <PerspectiveForm
          perspective={perspective.data}
          onDone={() => void navigate({ search: {}, replace: true })}
        />
      ) : (
        <Content perspective={perspective.data} />
      )}
    </>
  );
};

const Content = ({ perspective }: { perspective: PerspectiveDetails }) => (
  <Stack>
    <div>
      <Text>{perspective.description}</Text>
      <Traits perspective={perspective} />
    </div>
    <div className={classes.columns}>
      <section aria-labelledby="prompt-heading">
        <Text component="h2" id="prompt-heading" fw={600} mb="xs">
          What the model is asked
        </Text>
        <div className={classes.prompt}>{perspective.prompt}</div>
        {perspective.contextTemplate !== '' && (
          <>
            <Text component="h2" fw={600} mt="lg" mb="xs">
              How its captions read to others
            </Text>
            <div className={classes.prompt}>{perspective.contextTemplate}</div>
          </>
        )}
      </section>
      <section aria-labelledby="schema-heading">
        <Text component="h2" id="schema-heading" fw={600} mb="xs">
          What the answer must have
        </Text>
        <SchemaTree fields={perspective.schemaFields} />
      </section>
    </div>
    <Facts>
      <Fact name="Name">{perspective.name}</Fact>
      <Fact name="Module">{perspective.module}</Fact>
      <Fact name="Place in lists">{perspective.priority}</Fact>
      {(perspective.prerequisites ?? []).length > 0 && (
        <Fact name="Needs">{(perspective.prerequisites ?? []).join(', ')}</Fact>
      )}
      {(perspective.tags ?? []).length > 0 && <Fact name="Tags">{(perspective.tags ?? []).join(', ')}</Fact>}
    </Facts>
  </Stack>
);
