// Settings: the company, the work calendar, the sales modes, one's own password.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead, Waiting } from '../../kit/desk/parts';
import { modesQuery } from '../lead/filters';
import { may, useSession } from '../session/use';
import { CalendarPart } from './calendar';

const PasswordPart = lazy(() => import('./password'));

const RolesPart = lazy(() => import('./roles'));
const AccessPart = lazy(() => import('./access'));

const parts = ['company', 'calendar', 'modes', 'roles', 'access', 'password'] as const;
type Part = (typeof parts)[number];

export function SettingsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: '/shell/settings' });
  const part: Part = parts.includes(search.part as Part) ? (search.part as Part) : 'company';
  return (
    <div className="page">
      <PageHead title={t('settings.title')} state={t('settings.stand')} />
      <nav className="tabs" aria-label={t('settings.title')}>
        {parts
          .filter((p) => p !== 'roles' || may(session, 'role.write'))
          .map((p) => (
            <Link
              key={p}
              to="/settings"
              search={{ part: p }}
              className={p === part ? 'on' : ''}
              aria-current={p === part ? 'page' : undefined}
            >
              {t(`settings.${p}`)}
            </Link>
          ))}
      </nav>
      <div className="scroll">
        <div className="setp">
          {part === 'company' && <CompanyPart />}
          {part === 'calendar' && <CalendarPart writes={may(session, 'settings.write')} />}
          {part === 'modes' && <ModesPart />}
          {part === 'roles' && may(session, 'role.write') && (
            <Suspense fallback={<Waiting />}>
              <RolesPart />
            </Suspense>
          )}
          {part === 'access' && (
            <Suspense fallback={<Waiting />}>
              <AccessPart />
            </Suspense>
          )}
          {part === 'password' && (
            <Suspense fallback={<Waiting />}>
              <PasswordPart />
            </Suspense>
          )}
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

function ModesPart() {
  const { t } = useTranslation();
  const modes = useQuery(modesQuery).data?.items;
  if (!modes) return <Waiting />;
  return (
    <>
      <p className="k2">{t('settings.modesHint')}</p>
      {modes.map((m) => (
        <section key={m.id} className="modep">
          <h2>
            {m.name}
            <span className="k2 fs12">
              {t('settings.buyer', {
                kind: m.buyer_kind === 'person' ? t('settings.buyerPerson') : t('settings.buyerCompany'),
              })}
              {t('common.comma')}
              {t('settings.stagesN', { n: m.stages.length })}
            </span>
          </h2>
          <ol className="stg modes">
            {m.stages.map((s) => (
              <li key={s.id} className="d">
                {s.name}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
