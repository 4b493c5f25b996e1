// The menu entry «who can see» of a record: to the page that says why.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../kit/icons';

export function WhoSees({ kind, id }: { kind: 'lead' | 'customer'; id: string }) {
  const { t } = useTranslation();
  return (
    <Link to="/settings" search={{ part: 'access', kind, id }} className="mi">
      <Icon name="lock" />
      {t('settings.access')}
    </Link>
  );
}
