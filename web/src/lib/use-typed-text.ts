import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/**
 * The text of a field whose value lives elsewhere (the address): it follows the fingers at once and is committed after a pause,
 * and it follows the value when that changes by other means, such as the back button.
 */
export const useTypedText = (value: string, commit: (value: string) => void, pause = 350) => {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [committed, setCommitted] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== committed) setText(value);
  }
  const commitNow = (next: string) => {
    setCommitted(next);
    commit(next);
  };
  const commitLater = useDebouncedCallback(commitNow, pause);
  return {
    text,
    type: (next: string) => {
      setText(next);
      commitLater(next);
    },
    set: (next: string) => {
      commitLater.cancel();
      setText(next);
      commitNow(next);
    },
  };
};
