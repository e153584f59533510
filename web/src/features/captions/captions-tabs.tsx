import { SectionTabs } from '@/components/ui/section-tabs';

export const CaptionsTabs = () => (
  <SectionTabs
    label="Captions"
    tabs={[
      { to: '/captions', name: 'Jobs' },
      { to: '/captions/perspectives', name: 'Perspectives' },
      { to: '/captions/datasets', name: 'Datasets' },
    ]}
  />
);
