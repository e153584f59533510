import { Text } from '@mantine/core';
import { AssetThumbnail } from '@/features/assets/asset-thumbnail';
import { isAsset, type CaptionItem } from '@/features/captions/caption';
import classes from '@/features/captions/job/caption-job-page.module.css';
import { fieldName, fieldsOf, readable, type Field, type GridRow } from '@/features/captions/job/grid';
import { JsonView } from '@/components/ui/json-view';
import { StateBadge } from '@/components/ui/state-badge';
import { formatDuration } from '@/lib/format';

/** One image beside all its captions. */
export const SideBySide = ({ row }: { row: GridRow }) => (
  <div className={classes.results}>
    <div className={classes.picture}>
      <AssetThumbnail id={row.image} kind="image" variant={isAsset(row.image) ? 'small' : undefined} />
    </div>
    <div className={classes.columns}>
      {row.cells.map((item) => item && <Caption key={item.id} item={item} />)}
    </div>
  </div>
);

const Caption = ({ item }: { item: CaptionItem }) => (
  <article className={classes.result} aria-label={fieldName(item.perspective)}>
    <Text size="sm" fw={600}>
      {fieldName(item.perspective)}
    </Text>
    <StateBadge state={item.status} />
    {item.took !== null && (
      <Text span size="xs" c="dimmed">
        {' '}
        in {formatDuration(item.took)}
      </Text>
    )}
    {item.error !== null && (
      <Text size="sm" c="var(--suite-bad)" mt={6}>
        {item.error}
      </Text>
    )}
    <Fields fields={fieldsOf(item.result)} />
  </article>
);

/** A model that does not know leaves a field empty rather than guess. */
const isOpen = ({ value }: Field): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const Fields = ({ fields }: { fields: Field[] }) => {
  const open = fields.filter(isOpen);
  return (
    <>
      <dl>
        {fields
          .filter((field) => !isOpen(field))
          .map((field) => (
            <OneField key={field.name} field={field} />
          ))}
      </dl>
      {open.length > 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          Left open: {open.map(({ name }) => fieldName(name)).join(', ')}
        </Text>
      )}
    </>
  );
};

const OneField = ({ field: { name, value } }: { field: Field }) => (
  <>
    <dt>{fieldName(name)}</dt>
    <dd>{readable(value) ?? <JsonView value={value} label={fieldName(name)} />}</dd>
  </>
);
