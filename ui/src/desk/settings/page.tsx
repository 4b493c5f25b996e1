// Settings: the company, the work calendar, sales modes, own fields, dictionaries, one's own password.
import { Link, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead, Waiting } from '../../kit/desk/parts';
import { may, useSession } from '../session/use';
import { CalendarPart } from './calendar';

const PasswordPart = lazy(() => import('./password'));
const ModesPart = lazy(() => import('./modes'));
const FieldsPart = lazy(() => import('./fields'));
const WordsPart = lazy(() => import('./words'));

const parts = ['company', 'calendar', 'modes', 'fields', 'words', 'password'] as const;
const forWriters: Part[] = ['fields', 'words'];
type Part = (typeof parts)[number];

export function SettingsPage() {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: '/shell/settings' });
  const writes = may(session, 'settings.write');
  const part: Part = parts.includes(search.part as Part) ? (search.part as Part) : 'company';
  return (
    <div className="page">
      <PageHead title={t('settings.title')} state={t('settings.stand')} />
      <nav className="tabs" aria-label={t('settings.title')}>
        {parts
          .filter((p) => writes || !forWriters.includes(p))
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
          {part === 'calendar' && <CalendarPart writes={writes} />}
          <Suspense fallback={<Waiting />}>
            {part === 'modes' && <ModesPart writes={writes} />}
            {part === 'fields' && writes && <FieldsPart />}
            {part === 'words' && writes && <WordsPart />}
            {part === 'password' && <PasswordPart />}
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
