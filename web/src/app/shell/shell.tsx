import { AppShell, Group } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { LiveSign } from '@/app/shell/live-sign';
import { SideNav, TabNav } from '@/app/shell/main-nav';
import classes from '@/app/shell/shell.module.css';
import { useLive } from '@/app/shell/use-live';
import { useTracing } from '@/app/shell/use-tracing';
import { AccountMenu } from '@/features/access/account-menu';
import { useSession } from '@/features/access/use-session';
import { UploadArea } from '@/features/assets/upload/upload-area';
import { SearchBox } from '@/features/search/search-box';
import { Logo } from '@/components/ui/logo';

/** The frame of every signed-in page. */
export const Shell = () => {
  const { team } = useSession();
  const liveStatus = useLive();
  useTracing();
  return (
    <UploadArea key={team.id}>
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell
        header={{ height: 60 }}
        navbar={{ width: 212, breakpoint: 'sm', collapsed: { mobile: true } }}
        padding={{ base: 'md', sm: 'xl' }}
      >
        <AppShell.Header className={classes.bar}>
          <Group h="100%" px="md" gap="md" wrap="nowrap">
            <Link to="/library" aria-label="Suite, to the library" className={classes.home}>
              <Logo />
            </Link>
            <div className={classes.search}>
              <SearchBox />
            </div>
            <LiveSign status={liveStatus} />
            <AccountMenu />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.bar} p="sm">
          <SideNav />
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
          <div className={classes.content}>
            <Outlet />
          </div>
        </AppShell.Main>
      </AppShell>
      <TabNav />
    </UploadArea>
  );
};
