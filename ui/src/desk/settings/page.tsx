// Settings: what belongs to the company, for whoever may change it, and what is one's own. Each part is a page of its own,
// loaded when it is opened.
import { Link, useSearch } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead, Waiting } from '../../kit/desk/parts';
import { may, useSession } from '../session/use';
import { CalendarPart } from './calendar';

type Part = { key: string; needs?: string; Page: ComponentType<{ writes: boolean }> };

/** The parts in the order of their tabs; `needs` is the permission without which a part is not there. */
const parts = [
  { key: 'company', Page: CompanyPart },
  { key: 'calendar', Page: CalendarPart },
  { key: 'modes', Page: lazy(() => import('./modes')) },
  { key: 'fields', needs: 'settings.write', Page: lazy(() => import('./fields')) },
  { key: 'words', needs: 'settings.write', Page: lazy(() => import('./words')) },
  { key: 'roles', needs: 'role.write', Page: lazy(() => import('./roles')) },
  { key: 'access', Page: lazy(() => import('./access')) },
  { key: 'approvals', needs: 'settings.write', Page: lazy(() => import('../approval/rules')) },
  { key: 'history', needs: 'audit.read', Page: lazy(() => import('./history')) },
  { key: 'notices', Page: lazy(() => import('./notices')) },
  { key: 'password', Page: lazy(() => import('./password')) },
] as const satisfies Part[];

export function SettingsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: '/shell/settings' });
  const open = parts.filter((p) => !('needs' in p) || may(session, p.needs));
  const part = open.find((p) => p.key === search.part) ?? open[0]!;
  return (
    <div className="page">
      <PageHead title={t('settings.title')} state={t('settings.stand')} />
      <nav className="tabs" aria-label={t('settings.title')}>
        {open.map((p) => (
          <Link
            key={p.key}
            to="/settings"
            search={{ part: p.key }}
            className={p === part ? 'on' : ''}
            aria-current={p === part ? 'page' : undefined}
          >
            {t(`settings.${p.key}`)}
          </Link>
        ))}
      </nav>
      <div className="scroll">
        <div className="setp">
          <Suspense fallback={<Waiting />}>
            <part.Page writes={may(session, 'settings.write')} />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

function CompanyPart() {
  const { t } = useTranslation();
  const { organisation } = useSession();
  return (
    <dl className="fl">
      <dt>{t('settings.companyName')}</dt>
      <dd>
        {organisation.name} {organisation.demo && <span className="tag w">{t('shell.demoTag')}</span>}
      </dd>
      <dt>{t('settings.zone')}</dt>
      <dd>
        {organisation.zone}
        <p className="k2 fs12">{t('settings.zoneHint')}</p>
      </dd>
    </dl>
  );
}
