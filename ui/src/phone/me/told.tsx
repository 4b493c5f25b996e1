// The ways from 我 to what waits for me: notices and approvals, each with how many.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bellQuery, boxQuery } from '../../api/told';
import { Icon } from '../../kit/icons';
import { Link } from '../route';

export function ToldMenu() {
  const { t } = useTranslation();
  const bell = useQuery(bellQuery).data?.n ?? 0;
  const todo = useQuery(boxQuery('todo')).data?.items.length ?? 0;
  const row = (to: string, label: string, n: number) => (
    <li>
      <Link to={to}>
        <span>{label}</span>
        <span className="cnt">
          {n > 0 && <b className="num">{n > 99 ? '99+' : n}</b>}
          <Icon name="next" />
        </span>
      </Link>
    </li>
  );
  return (
    <ul className="band menu">
      {row('/notices', t('notice.title'), bell)}
      {row('/approvals', t('approval.box.todo'), todo)}
    </ul>
  );
}
