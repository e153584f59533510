export type Role = 'viewer' | 'annotator' | 'manager' | 'admin' | 'worker';

const rank: Record<Role, number> = { worker: -1, viewer: 0, annotator: 1, manager: 2, admin: 3 };

/** Each role includes the ones before it; a worker stands apart and may nothing here. */
export const includes = (role: Role, needed: Exclude<Role, 'worker'>): boolean => rank[role] >= rank[needed];
