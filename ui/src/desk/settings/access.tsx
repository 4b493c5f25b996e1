// Why somebody can or cannot see a record: role, permission, scope, relation, verdict, line by line.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { oversight } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Explanation } from '../../api/types';
import { Dot, Empty, Failed, Waiting } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { membersQuery } from '../lead/filters';
import { may, useSession } from '../session/use';
import { PickRecord } from './pick-record';

export default function AccessPart() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/settings' });
  const others = may(session, 'role.write');
  const member = (others && search.member) || session.member.id;
  const { kind, id } = search;
  const members = useQuery({ ...membersQuery, enabled: others }).data?.items ?? [];
  const found = useQuery({
    queryKey: ['explain', kind, id, member],
    queryFn: () => oversight.explain({ kind: kind as 'lead' | 'customer', id: id!, member }),
    enabled: Boolean(kind && id),
  });
  const go = (next: { kind?: string; id?: string; member?: string }) =>
    void navigate({ to: '/settings', search: { ...search, ...next } });
  const people = others
    ? members.map((m) => ({ value: m.id, label: [m.name, m.role_name, m.group_name].filter(Boolean).join(' · ') }))
    : [{ value: session.member.id, label: session.member.name }];
  return (
    <>
      <p className="k2">{others ? t('access.hint') : t('access.hintSelf')}</p>
      <div className="accq">
        <Select
          aria-label={t('access.person')}
          value={member}
          style={{ width: 280 }}
          options={people}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(m) => go({ member: m })}
        />
        <PickRecord
          label={t('access.record')}
          shown={id && found.data ? found.data.title || t('access.unnamed') : undefined}
          onPick={(hit) => go(hit ? { kind: hit.kind, id: hit.id } : { kind: undefined, id: undefined })}
        />
      </div>
      {!id ? (
        <Empty title={t('access.none')} text={t('access.noneText')} />
      ) : found.isError ? (
        <Failed text={problemText(found.error, t('common.offline'))} onRetry={() => void found.refetch()} />
      ) : found.data ? (
        <Answer e={found.data} />
      ) : (
        <Waiting />
      )}
    </>
  );
}

function Answer({ e }: { e: Explanation }) {
  const { t } = useTranslation();
  const read = e.acts.find((a) => a.act === 'read');
  return (
    <section aria-label={t('access.answer')}>
      <h2 className={`accv ${read?.ok ? 'good' : 'bad'}`}>
        <Icon name={read?.ok ? 'check' : 'close'} />
        {t(read?.ok ? 'access.sees' : 'access.seesNot', { name: e.member.name, title: e.title || t('access.unnamed') })}
      </h2>
      <p className="k2 accw">
        {e.left ? t('access.left') : [e.member.role_name, e.member.group_name].filter(Boolean).join(' · ')}
        {!e.left && (
          <>
            <Dot />
            {t('access.relation', { text: e.relation_text })}
            {e.owner && `${t('common.comma')}${[e.owner, e.group].filter(Boolean).join(' · ')}`}
          </>
        )}
      </p>
      {e.away && <p className="accw">{e.away}</p>}
      {e.acts.length > 0 && (
        <table className="tbl acct" aria-label={t('access.acts')}>
          <thead>
            <tr>
              <th scope="col">{t('access.act')}</th>
              <th scope="col">{t('access.verdict')}</th>
              <th scope="col">{t('access.granting')}</th>
              <th scope="col">{t('access.scope')}</th>
              <th scope="col">{t('access.why')}</th>
            </tr>
          </thead>
          <tbody>
            {e.acts.map((a) => (
              <tr key={a.act}>
                <th scope="row">{a.label}</th>
                <td className={a.ok ? 'good' : 'bad'}>{a.ok ? t('access.yes') : t('access.no')}</td>
                <td>{a.permission_text}</td>
                <td>{a.scope_text}</td>
                <td>{a.why}</td>
              </tr>
            ))}
            {e.fields.map((f) => (
              <tr key={f.field}>
                <th scope="row">{t('access.field', { name: f.label })}</th>
                <td className={f.sight === 'hidden' ? 'bad' : ''}>{t(`access.sight.${f.sight}`)}</td>
                <td />
                <td />
                <td>{t('access.byRole')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
