// The shell: which page an address shows, the bar below, the strip when there is no line, the question after a call.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { openLive } from '../api/live';
import { Problem, problemText } from '../api/problem';
import { closeCall, useCall } from './followup/call';
import { openOutbox } from './followup/outbox';
import { TouchSheet } from './followup/sheet';
import { Strip } from './followup/strip';
import { Failed, Guard, Waiting } from './parts';
import { Link, type Place, usePlace } from './route';
import { toSignIn } from './session/door';
import { sessionQuery } from './session/use';
import { Tabs } from './tabs';
import { TodayPage } from './today/page';

const files = {
  signIn: () => import('./session/sign-in'),
  leads: () => import('./lead/list'),
  lead: () => import('./lead/page'),
  fresh: () => import('./lead/new'),
  board: () => import('./board/page'),
  me: () => import('./me/page'),
  notices: () => import('./notice/page'),
  approvals: () => import('./notice/approvals'),
};
const SignIn = lazy(files.signIn);
const LeadList = lazy(files.leads);
const LeadPage = lazy(files.lead);
const NewLead = lazy(files.fresh);
const Board = lazy(files.board);
const Me = lazy(files.me);
const Notices = lazy(files.notices);
const Approvals = lazy(files.approvals);

type Found = { page: ReactNode; bare?: boolean };

function find({ path }: Place): Found | undefined {
  const lead = /^\/leads\/([0-9a-f-]{36})$/.exec(path);
  if (lead) return { page: <LeadPage key={lead[1]} id={lead[1]!} />, bare: true };
  if (path === '/today') return { page: <TodayPage /> };
  if (path === '/leads') return { page: <LeadList /> };
  if (path === '/new') return { page: <NewLead />, bare: true };
  if (path === '/board') return { page: <Board /> };
  if (path === '/me') return { page: <Me /> };
  if (path === '/notices') return { page: <Notices />, bare: true };
  const approval = /^\/approvals(?:\/([0-9a-f-]{36}))?$/.exec(path);
  if (approval) return { page: <Approvals id={approval[1]} />, bare: true };
  return undefined;
}

export function App() {
  const place = usePlace();
  if (place.path !== '/sign-in') return <Inside place={place} />;
  return (
    <Page at={place.path} waiting={<main className="app" />}>
      <SignIn />
    </Page>
  );
}

function Page({ at, waiting, children }: { at: string; waiting: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Guard key={at} fallback={(again) => <Failed text={t('common.broken')} onRetry={again} />}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </Guard>
  );
}

/** Keeps the page alive while somebody is signed in: changes come in, what was written goes out. */
function useLines(org?: string, member?: string) {
  const client = useQueryClient();
  useEffect(() => {
    if (!org || !member) return;
    const shut = [openLive(client), openOutbox(org, member, client)];
    return () => {
      for (const fn of shut) fn();
    };
  }, [org, member, client]);
}

/** Once the first page stands, the others are fetched, so that they are there without a line. */
function useRestOfPages() {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of Object.values(files)) load().catch(() => undefined);
    }, 2_500);
    return () => clearTimeout(timer);
  }, []);
}

function Inside({ place }: { place: Place }) {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  useLines(session.data?.organisation.id, session.data?.member.id);
  useRestOfPages();
  const ended = session.error instanceof Problem && session.error.status === 401;
  useEffect(() => {
    if (ended) toSignIn();
  }, [ended]);
  if (!session.data) {
    if (ended || session.isPending) return <main className="app">{!ended && <Waiting />}</main>;
    return (
      <main className="app">
        <Failed text={problemText(session.error, t('common.offline'))} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  const found = find(place);
  return (
    <>
      <main className={found?.bare ? 'app bare' : 'app'}>
        <Strip />
        <Page at={place.path} waiting={<Waiting />}>
          {found?.page ?? <Missing />}
        </Page>
      </main>
      {!found?.bare && <Tabs path={place.path} />}
      <AfterCall />
    </>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <h1>{t('common.notFound')}</h1>
      <Link to="/today" className="btn">
        {t('common.home')}
      </Link>
    </div>
  );
}

function AfterCall() {
  const call = useCall();
  if (!call) return null;
  return <TouchSheet key={call.at} lead={call.lead} kind="phone" call={call} onClose={closeCall} />;
}
