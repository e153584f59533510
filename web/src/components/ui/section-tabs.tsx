import { Link, type LinkProps } from '@tanstack/react-router';
import classes from '@/components/ui/section-tabs.module.css';

type Props = { label: string; tabs: readonly { to: NonNullable<LinkProps['to']>; name: string }[] };

/** The pages of one section, as links. */
export const SectionTabs = ({ label, tabs }: Props) => (
  <nav aria-label={label} className={classes.tabs}>
    {tabs.map(({ to, name }) => (
      <Link key={to} to={to} className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
        {name}
      </Link>
    ))}
  </nav>
);
