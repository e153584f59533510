import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/features/access/api';
import { includes, type Role } from '@/features/access/role';

/** The session of a signed-in page; the router has loaded it before any such page is shown. */
export const useSession = () => useSuspenseQuery(sessionQuery).data;

/** May the signed-in person do what needs this role? The server decides; this only hides what it would refuse. */
export const useMay = (needed: Exclude<Role, 'worker'>): boolean => includes(useSession().role, needed);
