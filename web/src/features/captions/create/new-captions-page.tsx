import { Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useReducer, type ReactNode } from 'react';
import { changeDraft, emptyDraft } from '@/features/captions/create/draft';
import { ImageChoice } from '@/features/captions/create/image-choice';
import classes from '@/features/captions/create/new-captions-page.module.css';
import { OptionFields } from '@/features/captions/create/option-fields';
import { PerspectiveChoice } from '@/features/captions/create/perspective-choice';
import { SummaryPanel } from '@/features/captions/create/summary-panel';
import { TypeChoice } from '@/features/captions/create/type-choice';
import { BackLink } from '@/components/ui/back-link';
import { PageHeader } from '@/components/ui/page-header';

/** Puts a caption job together: which images, under which perspectives, in which way. */
export const NewCaptionsPage = () => {
  // The library hands over what was selected there.
  const chosen = useLocation({ select: ({ state }) => state.images });
  const [draft, change] = useReducer(changeDraft, chosen, emptyDraft);
  return (
    <>
      <BackLink to="/captions">All caption jobs</BackLink>
      <PageHeader title="New caption job" />
      <div className={classes.page}>
        <div>
          <Step number={1} title="Images">
            <ImageChoice draft={draft} change={change} />
          </Step>
          <Step number={2} title="Perspectives">
            <PerspectiveChoice draft={draft} change={change} />
          </Step>
          <Step number={3} title="Way of working">
            <TypeChoice draft={draft} change={change} />
          </Step>
          <Step number={4} title="Priority and options">
            <OptionFields draft={draft} change={change} />
          </Step>
        </div>
        <SummaryPanel draft={draft} />
      </div>
    </>
  );
};

const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <section className={classes.step} aria-label={title}>
    <Text component="h2" fw={600} mb="sm">
      <Text span c="dimmed" inherit>
        {number}
      </Text>{' '}
      {title}
    </Text>
    {children}
  </section>
);
