import classes from '@/components/ui/state-badge.module.css';
import { capitalize } from '@/lib/format';

type Tone = 'good' | 'busy' | 'doubtful' | 'bad' | 'quiet';

const tones: Record<string, Tone> = {
  ready: 'good',
  active: 'good',
  completed: 'good',
  imported: 'good',
  duplicate: 'good',
  succeeded: 'good',
  running: 'busy',
  leased: 'busy',
  processing: 'busy',
  partial: 'doubtful',
  paused: 'doubtful',
  stopped: 'bad',
  lost: 'bad',
  quarantined: 'doubtful',
  failed: 'bad',
  up: 'good',
  degraded: 'doubtful',
  down: 'bad',
};

const words: Record<string, string> = { leased: 'Running', partial: 'Partly failed', duplicate: 'Was there' };

export const stateName = (state: string): string => words[state] ?? capitalize(state);

/** The state of an asset, a job or an item: always a word, the colour only underlines it. */
export const StateBadge = ({ state }: { state: string }) => (
  <span className={classes.state} data-tone={tones[state] ?? 'quiet'} data-testid="state">
    {stateName(state)}
  </span>
);
