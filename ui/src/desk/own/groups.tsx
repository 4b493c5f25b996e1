// How the records of a list divide over the values of an own field: counts and sums; a click narrows the list to one of them.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers, leads } from '../../api/calls';
import { problemText } from '../../api/problem';
import { Failed, Waiting } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import { count } from '../../lib/money';
import { useShow } from '../use';

type Props = {
  kind: 'lead' | 'customer';
  filter: string[];
  or: string[];
  fields: { name: string; label: string }[];
  onPick: (filter: string) => void;
};

export function GroupCounts(p: Props) {
  const { t } = useTranslation();
  if (!p.fields.length) return null;
  return (
    <Pop
      label={t('list.groups')}
      className="chip"
      button={() => (
        <>
          {t('list.groups')}
          <Icon name="chevron" size={14} />
        </>
      )}
    >
      {(close) => (
        <Groups
          {...p}
          onPick={(f) => {
            p.onPick(f);
            close();
          }}
        />
      )}
    </Pop>
  );
}

function Groups({ kind, filter, or, fields, onPick }: Props) {
  const { t } = useTranslation();
  const show = useShow();
  const [by, setBy] = useState(fields[0]!.name);
  const groups = useQuery({
    queryKey: [`${kind}s`, 'groups', by, filter, or],
    queryFn: () => (kind === 'lead' ? leads.groups : customers.groups)({ by, filter, or }),
  });
  return (
    <div className="grpc">
      <select className="in" aria-label={t('list.groupBy')} value={by} onChange={(e) => setBy(e.target.value)}>
        {fields.map((f) => (
          <option key={f.name} value={f.name}>
            {f.label}
          </option>
        ))}
      </select>
      {groups.isPending ? (
        <Waiting />
      ) : groups.isError ? (
        <Failed text={problemText(groups.error, t('common.offline'))} onRetry={() => void groups.refetch()} />
      ) : (
        <div className="opts">
          {groups.data.items.map((g) => (
            <button key={g.value} type="button" className="mi" onClick={() => onPick(g.filter)}>
              <span className="el">{g.label || t('list.empty')}</span>
              <span className="q">
                {count(g.n)}
                {g.sum ? `${t('common.comma')}${show.wan(g.sum)} ${t('common.wan')}` : ''}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
