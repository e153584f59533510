import { Group, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { jobStates } from '@/features/jobs/job';
import type { JobFilter } from '@/features/jobs/job-filter';
import { JobList } from '@/features/jobs/job-list';
import { queuesQuery } from '@/features/jobs/queues/api';
import { PageHeader } from '@/components/ui/page-header';
import { stateName } from '@/components/ui/state-badge';
import { TypedFilter } from '@/components/ui/typed-filter';

const route = getRouteApi('/signed-in/jobs');

export const JobsPage = () => {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const change = (search: JobFilter) => void navigate({ search });
  return (
    <>
      <PageHeader title="Jobs">
        <JobFilters filter={filter} onChange={change} />
      </PageHeader>
      <JobList filter={filter} onClear={() => change({})} />
    </>
  );
};

const JobFilters = ({ filter, onChange }: { filter: JobFilter; onChange: (filter: JobFilter) => void }) => {
  const queues = useQuery(queuesQuery);
  const set = <K extends keyof JobFilter>(name: K, value: JobFilter[K] | null) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === null || value === '' || value === false ? rest : { ...rest, [name]: value });
  };
  return (
    <Group role="group" aria-label="Filters" gap="sm">
      <Switch
        label="Archived too"
        checked={filter.archived === true}
        onChange={(event) => set('archived', event.currentTarget.checked)}
      />
      <TypedFilter label="Id, kind or error" value={filter.q ?? ''} onChange={(q) => set('q', q)} />
      <Select
        aria-label="State"
        placeholder="Any state"
        clearable
        w={150}
        data={jobStates.map((state) => ({ value: state, label: stateName(state) }))}
        value={filter.state ?? null}
        onChange={(state) => set('state', state)}
      />
      <Select
        aria-label="Queue"
        placeholder="Any queue"
        clearable
        w={170}
        data={queues.data?.map(({ name, title }) => ({ value: name, label: title })) ?? []}
        value={filter.queue ?? null}
        onChange={(queue) => set('queue', queue)}
      />
    </Group>
  );
};
