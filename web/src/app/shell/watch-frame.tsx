import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Shell } from '@/app/shell/shell';
import classes from '@/app/shell/shell.module.css';
import { sessionQuery } from '@/features/access/api';
import { Logo } from '@/components/ui/logo';

const askAgainEvery = 10_000;

/** The usual frame; and while nobody can say who is signed in, one that needs to know nothing. */
export const WatchFrame = () => {
  const session = useQuery({
    ...sessionQuery,
    refetchInterval: ({ state }) => (state.data === undefined ? askAgainEvery : false),
  });
  if (session.data !== undefined) return <Shell />;
  return (
    <main id="content" className={classes.bare}>
      <Link to="/library" aria-label="Suite, to the library" className={classes.home}>
        <Logo />
      </Link>
      <Outlet />
    </main>
  );
};
