// The desk's addresses. Everything one sees has one: view, filters, open drawer. Pages are chunks of their own.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Problem } from '../api/problem';
import { makeQueryClient } from '../api/query';
import { sessionQuery, setupQuery } from './session/use';
import { BrokenPage, MissingPage } from './shell/fallback';

export const queries = makeQueryClient();

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage, errorComponent: BrokenPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/sign-in'), 'SignIn'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async () => {
    const { needed } = await queries.ensureQueryData(setupQuery).catch(() => ({ needed: false }));
    if (!needed) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('./session/setup'), 'Setup'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async () => {
    try {
      await queries.ensureQueryData(sessionQuery);
    } catch (e) {
      if (e instanceof Problem && e.status === 401) {
        const { needed } = await queries.ensureQueryData(setupQuery).catch(() => ({ needed: false }));
        throw redirect({ to: needed ? '/setup' : '/sign-in' });
      }
      throw e;
    }
  },
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});

const today = createRoute({
  getParentRoute: () => shell,
  path: '/today',
  component: lazyRouteComponent(() => import('./day/page'), 'TodayPage'),
});

/** What a list keeps in the address: the view, extra conditions, groups of which one is enough, order, columns, layout. */
export type ListSearch = {
  view?: string;
  f?: string[];
  o?: string[];
  sort?: string;
  cols?: string;
  as?: string;
  by?: string;
};

function listSearch(raw: Record<string, unknown>): ListSearch {
  const many = (value: unknown) => {
    const list = (Array.isArray(value) ? value : value ? [value] : []).map(String);
    return list.length ? list : undefined;
  };
  const one = (value: unknown) => (value ? String(value) : undefined);
  return {
    view: one(raw.view),
    f: many(raw.f),
    o: many(raw.o),
    sort: one(raw.sort),
    cols: one(raw.cols),
    as: one(raw.as),
    by: one(raw.by),
  };
}

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./lead/list'), 'LeadList'),
});
const leadNew = createRoute({
  getParentRoute: () => leads,
  path: '/new',
  component: lazyRouteComponent(() => import('./lead/new'), 'LeadNew'),
});
const leadOpen = createRoute({
  getParentRoute: () => leads,
  path: '/$id',
  component: lazyRouteComponent(() => import('./lead/drawer'), 'LeadDrawer'),
});
const leadImport = createRoute({
  getParentRoute: () => shell,
  path: '/leads/import',
  component: lazyRouteComponent(() => import('./door/upload'), 'ImportUpload'),
});
const leadImportJob = createRoute({
  getParentRoute: () => shell,
  path: '/leads/import/$id',
  component: lazyRouteComponent(() => import('./door/job'), 'ImportPage'),
});
const match = createRoute({
  getParentRoute: () => shell,
  path: '/leads/match/$id',
  component: lazyRouteComponent(() => import('./match/page'), 'MatchPage'),
});

const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./customer/list'), 'CustomerList'),
});
const customerNew = createRoute({
  getParentRoute: () => customers,
  path: '/new',
  component: lazyRouteComponent(() => import('./customer/new'), 'CustomerNew'),
});
const customerOpen = createRoute({
  getParentRoute: () => customers,
  path: '/$id',
  component: lazyRouteComponent(() => import('./customer/drawer'), 'CustomerDrawer'),
});

const team = createRoute({
  getParentRoute: () => shell,
  path: '/team',
  validateSearch: (raw: Record<string, unknown>): { group?: string; member?: string } => ({
    group: raw.group ? String(raw.group) : undefined,
    member: raw.member ? String(raw.member) : undefined,
  }),
  component: lazyRouteComponent(() => import('./team/page'), 'TeamPage'),
});

const insight = createRoute({
  getParentRoute: () => shell,
  path: '/insight',
  validateSearch: (raw: Record<string, unknown>): { span?: string; basis?: string } => ({
    span: raw.span ? String(raw.span) : undefined,
    basis: raw.basis ? String(raw.basis) : undefined,
  }),
  component: lazyRouteComponent(() => import('./insight/page'), 'InsightPage'),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: (raw: Record<string, unknown>): { box?: string } => ({ box: raw.box ? String(raw.box) : undefined }),
  component: lazyRouteComponent(() => import('./approval/page'), 'ApprovalPage'),
});
const approvalOpen = createRoute({
  getParentRoute: () => approvals,
  path: '/$id',
  component: lazyRouteComponent(() => import('./approval/drawer'), 'ApprovalDrawer'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  validateSearch: (
    raw: Record<string, unknown>,
  ): { part?: string; kind?: string; id?: string; member?: string; role?: string } => ({
    part: raw.part ? String(raw.part) : undefined,
    kind: raw.kind ? String(raw.kind) : undefined,
    id: raw.id ? String(raw.id) : undefined,
    member: raw.member ? String(raw.member) : undefined,
    role: raw.role ? String(raw.role) : undefined,
  }),
  component: lazyRouteComponent(() => import('./settings/page'), 'SettingsPage'),
});

/** What the audit is narrowed by. */
export type AuditSearch = {
  who?: string;
  what?: string;
  kind?: string;
  id?: string;
  from?: string;
  to?: string;
  req?: string;
};
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>): AuditSearch =>
    Object.fromEntries(
      ['who', 'what', 'kind', 'id', 'from', 'to', 'req'].flatMap((k) => (raw[k] ? [[k, String(raw[k])]] : [])),
    ),
  component: lazyRouteComponent(() => import('./audit/page'), 'AuditPage'),
});

const bin = createRoute({
  getParentRoute: () => shell,
  path: '/bin',
  component: lazyRouteComponent(() => import('./bin/page'), 'BinPage'),
});

const tree = root.addChildren([
  signIn,
  setup,
  shell.addChildren([
    home,
    today,
    leads.addChildren([leadNew, leadOpen]),
    leadImport,
    leadImportJob,
    match,
    customers.addChildren([customerNew, customerOpen]),
    team,
    insight,
    approvals.addChildren([approvalOpen]),
    settings,
    audit,
    bin,
  ]),
]);

function parseSearch(text: string): Record<string, string | string[]> {
  const all = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(all.keys())].map((key) => {
      const values = all.getAll(key);
      return [key, values.length > 1 ? values : values[0]!];
    }),
  );
}

function writeSearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== '') out.append(key, String(one));
  }
  const text = out.toString();
  return text ? `?${text}` : '';
}

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPendingMs: 400,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
