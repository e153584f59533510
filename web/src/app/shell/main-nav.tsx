import {
  IconActivityHeartbeat,
  IconChartLine,
  IconFolders,
  IconGauge,
  IconHeartbeat,
  IconListDetails,
  IconMessage2,
  IconPhoto,
  IconSearch,
  IconStack2,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import classes from '@/app/shell/shell.module.css';
import { useMay } from '@/features/access/use-session';

const entries = [
  { to: '/library', name: 'Library', icon: IconPhoto },
  { to: '/search', name: 'Search', icon: IconSearch },
  { to: '/collections', name: 'Collections', icon: IconFolders },
  { to: '/captions', name: 'Captions', icon: IconMessage2 },
  { to: '/charts', name: 'Charts', icon: IconChartLine },
  { to: '/jobs', name: 'Jobs', icon: IconListDetails },
] as const;

/** The navigation at the side of a wide screen. */
export const SideNav = () => (
  <nav aria-label="Main">
    <NavLinks />
  </nav>
);

/** The same at the foot of a narrow one. */
export const TabNav = () => (
  <nav aria-label="Main" className={classes.tabs}>
    <NavLinks />
  </nav>
);

const NavLinks = () => (
  <>
    {entries.map(({ to, name, icon: Icon }) => (
      <Link key={to} to={to} className={classes.item} activeOptions={{ includeSearch: false }}>
        <Icon size={20} stroke={1.6} aria-hidden />
        {name}
      </Link>
    ))}
    {useMay('manager') && (
      <Link to="/admin/queues" className={classes.item} activeOptions={{ includeSearch: false }}>
        <IconStack2 size={20} stroke={1.6} aria-hidden />
        Queues
      </Link>
    )}
    {useMay('manager') && (
      <Link to="/status" className={classes.item} activeOptions={{ includeSearch: false }}>
        <IconHeartbeat size={20} stroke={1.6} aria-hidden />
        Status
      </Link>
    )}
    {useMay('admin') && (
      <Link to="/admin/operations" className={classes.item} activeOptions={{ includeSearch: false }}>
        <IconGauge size={20} stroke={1.6} aria-hidden />
        Operations
      </Link>
    )}
    {useMay('admin') && (
      <a href="/dashboard/" className={classes.item}>
        <IconActivityHeartbeat size={20} stroke={1.6} aria-hidden />
        Dashboard
      </a>
    )}
  </>
);
