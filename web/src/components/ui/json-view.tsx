import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from '@/components/ui/json-view.module.css';
import { plural } from '@/lib/format';

/** A JSON value that opens and closes part by part, and can be copied whole. */
export const JsonView = ({ value, label }: { value: unknown; label: string }) => (
  <div className={classes.box} role="group" aria-label={label}>
    <div className={classes.copy}>
      <CopyButton value={JSON.stringify(value, null, 2)}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy as JSON'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              onClick={copy}
              aria-label={`Copy ${label} as JSON`}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
    <Node value={value} depth={0} />
  </div>
);

const openDepth = 2;
const shownAtOnce = 100;

const Node = ({ name, value, depth }: { name?: string; value: unknown; depth: number }) => {
  const label = name === undefined ? null : <span className={classes.name}>{name}: </span>;
  if (typeof value !== 'object' || value === null)
    return (
      <>
        {label}
        <span className={classes.value} data-type={typeof value}>
          {value === undefined ? 'nothing' : JSON.stringify(value)}
        </span>
      </>
    );
  const entries: [string, unknown][] = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0)
    return (
      <>
        {label}
        {open}
        {close}
      </>
    );
  return (
    <details open={depth < openDepth && entries.length <= shownAtOnce}>
      <summary>
        {label}
        {open}{' '}
        <span className={classes.name}>
          {plural(entries.length, Array.isArray(value) ? 'value' : 'field')}
        </span>{' '}
        {close}
      </summary>
      <ul className={classes.children}>
        {entries.slice(0, shownAtOnce).map(([key, child]) => (
          <li key={key}>
            <Node name={key} value={child} depth={depth + 1} />
          </li>
        ))}
        {entries.length > shownAtOnce && (
          <li className={classes.name}>and {entries.length - shownAtOnce} more: copy to read them</li>
        )}
      </ul>
    </details>
  );
};
