import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, useMemo, useState } from 'react';
import { useMay } from '@/features/access/use-session';
import { AssetLabel } from '@/features/assets/asset-label';
import { captionsKey, retryCaptions } from '@/features/captions/api';
import { isAsset, type CaptionItem, type CaptionJobDetails } from '@/features/captions/caption';
import classes from '@/features/captions/job/caption-job-page.module.css';
import { fieldName, fieldsOf, gridOf, readable, type GridRow } from '@/features/captions/job/grid';
import { SideBySide } from '@/features/captions/job/side-by-side';
import { StateBadge } from '@/components/ui/state-badge';
import { plural } from '@/lib/format';

const rowsAtOnce = 60;

/** Every image with its captions; opening an image shows them side by side. */
export const CaptionGrid = ({ job }: { job: CaptionJobDetails }) => {
  const { perspectives, rows } = useMemo(() => gridOf(job.items), [job.items]);
  const [open, setOpen] = useState<string>();
  const [shown, setShown] = useState(rowsAtOnce);
  return (
    <section aria-labelledby="captions-heading">
      <Group justify="space-between" mb="sm">
        <Text component="h2" id="captions-heading" fw={600}>
          Captions
        </Text>
        <RetryChosen job={job} image={open} />
      </Group>
      <div className={classes.scroll}>
        <table className={classes.grid}>
          <thead>
            <tr>
              <th scope="col">Image</th>
              {perspectives.map((name) => (
                <th key={name} scope="col">
                  {fieldName(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <Fragment key={row.image}>
                <Row
                  row={row}
                  open={open === row.image}
                  onOpen={() => setOpen(open === row.image ? undefined : row.image)}
                />
                {open === row.image && (
                  <tr>
                    <td colSpan={perspectives.length + 1}>
                      <SideBySide row={row} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + rowsAtOnce)}>
          Show more of {plural(rows.length, 'image')}
        </Button>
      )}
    </section>
  );
};

const Row = ({ row, open, onOpen }: { row: GridRow; open: boolean; onOpen: () => void }) => (
  <tr data-open={open}>
    <th scope="row" className={classes.image}>
      {isAsset(row.image) ? <AssetLabel id={row.image} /> : row.image}
    </th>
    {row.cells.map((item, index) => (
      <td key={item?.id ?? `none-${index}`}>
        {item ? (
          <UnstyledButton className={classes.cell} aria-expanded={open} onClick={onOpen}>
            <span>
              <StateBadge state={item.status} />
              <Snippet item={item} />
            </span>
          </UnstyledButton>
        ) : (
          <Text size="xs" c="dimmed">
            Was there
          </Text>
        )}
      </td>
    ))}
  </tr>
);

const Snippet = ({ item }: { item: CaptionItem }) => {
  const text = item.error ?? summaryOf(item.result);
  if (text === undefined) return null;
  return (
    <span
      className={classes.snippet}
      title={text}
      {...(item.error === null ? {} : { style: { color: 'var(--suite-bad)' } })}
    >
      {text}
    </span>
  );
};

/** The field that says most in least room: a short caption if there is one, else the first text. */
const summaryOf = (result: unknown): string | undefined => {
  const fields = fieldsOf(result);
  const short =
    fields.find(({ name }) => name === 'short_caption') ??
    fields.find(({ value }) => typeof value === 'string');
  return short && readable(short.value);
};

const RetryChosen = ({ job, image }: { job: CaptionJobDetails; image: string | undefined }) => {
  const may = useMay('annotator');
  const queryClient = useQueryClient();
  const failed = job.items
    .filter((item) => item.status === 'failed' && item.image === image)
    .map(({ id }) => id);
  const retry = useMutation({
    mutationFn: () => retryCaptions(job.id, failed),
    meta: { failure: 'The captions could not be made again' },
    onSuccess: () => {
      notifications.show({ message: `${plural(failed.length, 'caption')} will be made again.` });
      return queryClient.invalidateQueries({ queryKey: captionsKey });
    },
  });
  if (!may || failed.length === 0) return null;
  return (
    <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
      Retry {plural(failed.length, 'caption')} of this image
    </Button>
  );
};
