// The desk's frame: menu by permission, search, language and look, account. Opens the live stream once.
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { openLive } from '../../api/live';
import type { Session } from '../../api/types';
import { Waiting } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { may, useSession } from '../session/use';
import { Account } from './account';
import { Bell } from './bell';
import { DemoBar } from './demo';
import { KeyTable } from './keys';
import { LookTools } from './look';
import { SearchBox } from './search';

const menu = [
  { to: '/today', key: 'today', icon: 'today', need: 'lead.read' },
  { to: '/leads', key: 'lead', icon: 'lead', need: 'lead.read' },
  { to: '/customers', key: 'customer', icon: 'customer', need: 'customer.read' },
  null,
  { to: '/team', key: 'team', icon: 'team', need: 'team.read' },
  { to: '/insight', key: 'insight', icon: 'insight', need: 'insight.read' },
  { to: '/approvals', key: 'approval', icon: 'approval', need: '' },
  null,
  { to: '/audit', key: 'audit', icon: 'lock', need: 'audit.read' },
  { to: '/bin', key: 'bin', icon: 'bin', need: 'lead.delete customer.delete' },
  { to: '/settings', key: 'settings', icon: 'settings', need: '' },
] as const;

function Menu({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <nav className="nav" aria-label={t('shell.menu')}>
      {menu.map((item, i) => {
        if (item === null) return <div key={`gap${i}`} className="gap" />;
        if (item.need && !item.need.split(' ').some((p) => may(session, p))) return null;
        return (
          <Link
            key={item.to}
            to={item.to}
            activeProps={{ className: 'on', 'aria-current': 'page' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon name={item.icon} />
            {t(`shell.${item.key}`)}
          </Link>
        );
      })}
    </nav>
  );
}

export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  // A new stream for a new organisation or a new person.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream belongs to the session's organisation and member
  useEffect(() => openLive(client), [client, session.organisation.id, session.member.id]);
  return (
    <div className="app">
      <a href="#page" className="sr">
        {t('shell.skip')}
      </a>
      <aside className="side">
        <div className="brand">
          <Icon name="crown" size={20} />
          {t('common.product')}
        </div>
        <Menu session={session} />
        <Account session={session} />
      </aside>
      <main className="main" id="page">
        <KeyTable />
        <DemoBar session={session} />
        <div className="top">
          <SearchBox />
          <span className="sp" />
          <Bell />
          <LookTools />
        </div>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
