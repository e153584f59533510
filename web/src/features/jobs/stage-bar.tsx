import { Text } from '@mantine/core';
import { describeIntake, stages, type Intake } from '@/features/jobs/intake';
import classes from '@/features/jobs/stage-bar.module.css';

type Segment = 'done' | 'active' | 'failed' | 'waiting';

/** Where a new asset is on its way into the library, in one line and five segments. */
export const StageBar = ({ intake }: { intake: Intake | undefined }) => {
  const segments = stages.map(({ step }) => segmentOf(intake, step));
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {segments.map((segment, index) => (
          <span key={stages[index]?.step} className={classes.segment} data-segment={segment} />
        ))}
      </div>
      <Text
        size="xs"
        c={segments.includes('failed') ? 'var(--suite-bad)' : 'dimmed'}
        mt={6}
        truncate
        data-testid="stage"
      >
        {describeIntake(intake)}
      </Text>
    </div>
  );
};

const segmentOf = (intake: Intake | undefined, step: string): Segment => {
  switch (intake?.steps[step]?.state) {
    case 'succeeded':
      return 'done';
    case 'leased':
      return 'active';
    case 'failed':
    case 'cancelled':
      return 'failed';
    default:
      return 'waiting';
  }
};
