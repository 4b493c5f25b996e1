// The bar below: 今天 / 线索 / ＋ / 看板 / 我. What a role may not open is not there.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bellQuery } from '../api/told';
import { Icon, type IconName } from '../kit/icons';
import { Link } from './route';
import { may, useSession } from './session/use';

export function Tabs({ path }: { path: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const news = useQuery(bellQuery).data?.n ?? 0;
  const tab = (to: string, icon: IconName, label: string, n = 0) => (
    <Link to={to} aria-current={path === to ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
      {n > 0 && (
        <>
          <i className="dot" aria-hidden="true" />
          <span className="sr">{t('notice.bellN', { n })}</span>
        </>
      )}
    </Link>
  );
  return (
    <nav className="tab" aria-label={t('shell.menu')}>
      {tab('/today', 'today24', t('shell.today'))}
      {tab('/leads', 'list24', t('shell.lead'))}
      {may(session, 'lead.create') && (
        <Link to="/new" className="plus" aria-label={t('lead.new')}>
          <b>
            <Icon name="plus24" />
          </b>
        </Link>
      )}
      {may(session, 'insight.read') && tab('/board', 'board24', t('phone.board'))}
      {tab('/me', 'person24', t('phone.me'), news)}
    </nav>
  );
}
