// The bar below: 今天 / 线索 / ＋ / 看板 / 我. What a role may not open is not there.
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../kit/icons';
import { Link } from './route';
import { may, useSession } from './session/use';

export function Tabs({ path }: { path: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const tab = (to: string, icon: IconName, label: string) => (
    <Link to={to} aria-current={path === to ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
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
      {tab('/me', 'person24', t('phone.me'))}
    </nav>
  );
}
