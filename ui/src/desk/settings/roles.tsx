// Roles: the list, and for the chosen one the matrix of permissions by scope with what it shows of sensitive fields. Nothing
// is changed before one saves; whom it concerns stands beside the button.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { PermissionList, RoleView } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Ask, Failed, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { useFail } from '../use';
import { Grid } from './grid';
import { permissionsQuery, rolesQuery } from './use';

export default function RolesPart() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/shell/settings' });
  const list = useQuery(rolesQuery);
  const permissions = useQuery(permissionsQuery).data;
  const [adding, setAdding] = useState(false);
  if (list.isError) return <Failed text={problemText(list.error, t('common.offline'))} />;
  if (!list.data || !permissions) return <Waiting />;
  const items = list.data.items;
  const chosen = items.find((r) => r.key === search.role) ?? items.find((r) => r.key === 'salesperson') ?? items[0]!;
  return (
    <div className="rolp">
      <nav className="roll" aria-label={t('access.roles')}>
        {items.map((r) => (
          <Link
            key={r.key}
            to="/settings"
            search={{ part: 'roles', role: r.key }}
            className={`mi ${r.key === chosen.key ? 'on' : ''}`}
            aria-current={r.key === chosen.key ? 'true' : undefined}
          >
            <span className="el">{r.name}</span>
            <span className="q">{t('access.people', { n: r.member_count ?? 0 })}</span>
          </Link>
        ))}
        <Button kind="outline" small icon="plus" onClick={() => setAdding(true)}>
          {t('access.newRole')}
        </Button>
      </nav>
      <Editor key={`${chosen.key}${chosen.version}`} role={chosen} permissions={permissions} />
      {adding && <NewRole roles={items} from={chosen.key} onClose={() => setAdding(false)} />}
    </div>
  );
}

type Draft = { grants: Record<string, string>; masks: Record<string, string> };

function Editor({ role, permissions }: { role: RoleView; permissions: PermissionList }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [draft, setDraft] = useState<Draft>({ grants: {}, masks: {} });
  const [asking, setAsking] = useState<'name' | 'remove' | null>(null);
  const count = Object.keys(draft.grants).length + Object.keys(draft.masks).length;
  const save = useMutation({
    mutationFn: () => roles.patch(role.key, { ...draft, version: role.version }),
    onSuccess: () => {
      toast(t('access.saved', { name: role.name }), { tone: 'good' });
      void client.invalidateQueries();
    },
    onError: fail,
  });
  const put = (part: keyof Draft) => (key: string, value: string) => {
    const was = role[part]?.[key];
    const next = { ...draft[part], [key]: value };
    if (was === value) delete next[key];
    setDraft({ ...draft, [part]: next });
  };
  const people = role.members ?? [];
  const locked = role.key === 'administrator';
  const head = (
    <header className="rolh">
      <h2>{role.name}</h2>
      <span className="k2">{locked ? t('access.locked') : role.built_in ? t('access.builtIn') : t('access.own')}</span>
      <span className="sp" />
      <Button kind="text" small onClick={() => setAsking('name')}>
        {t('access.rename')}
      </Button>
      {!role.built_in && (
        <Button kind="text" small className="bad" onClick={() => setAsking('remove')}>
          {t('access.remove')}
        </Button>
      )}
    </header>
  );
  return (
    <section className="role" aria-label={role.name}>
      {head}
      <Grid
        role={role}
        permissions={permissions}
        draft={draft}
        locked={locked}
        onGrant={put('grants')}
        onMask={put('masks')}
      />
      {count > 0 && (
        <footer className="rolf" role="status">
          <span>
            {t('access.changed', { n: count })}
            {t('common.comma')}
            {people.length ? t('access.concerns', { n: people.length }) : t('access.concernsNone')}
          </span>
          <span className="k2 el">{people.slice(0, 5).join('、')}</span>
          <span className="sp" />
          <Button onClick={() => setDraft({ grants: {}, masks: {} })}>{t('common.cancel')}</Button>
          <Button kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {t('common.save')}
          </Button>
        </footer>
      )}
      {asking === 'name' && <Rename role={role} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <Remove role={role} onClose={() => setAsking(null)} />}
    </section>
  );
}

function Rename({ role, onClose }: { role: RoleView; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(role.name);
  const save = useMutation({
    mutationFn: () => roles.patch(role.key, { name: name.trim(), version: role.version }),
    onSuccess: () => {
      void client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Ask
      title={t('access.rename')}
      ok={t('common.save')}
      busy={save.isPending}
      blocked={name.trim() ? undefined : t('access.needName')}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <label>
        {t('access.roleName')}
        <input className="in" maxLength={30} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      {save.isError && <p className="bad">{problemText(save.error, t('common.offline'))}</p>}
    </Ask>
  );
}

function Remove({ role, onClose }: { role: RoleView; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => roles.remove(role.key),
    onSuccess: () => {
      toast(t('access.removed', { name: role.name }), { tone: 'good' });
      void client.invalidateQueries({ queryKey: ['roles'] });
      void navigate({ to: '/settings', search: { part: 'roles' } });
      onClose();
    },
  });
  return (
    <Ask
      title={t('access.remove')}
      text={t('access.removeAsk', { name: role.name })}
      ok={t('access.remove')}
      danger
      busy={remove.isPending}
      onOk={() => remove.mutate()}
      onCancel={onClose}
    >
      {remove.isError && <p className="bad">{problemText(remove.error, t('common.offline'))}</p>}
    </Ask>
  );
}

function NewRole({ roles: all, from, onClose }: { roles: RoleView[]; from: string; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [copy, setCopy] = useState(from);
  const add = useMutation({
    mutationFn: () => roles.add({ name: name.trim(), copy_of: copy }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['roles'] });
      void navigate({ to: '/settings', search: { part: 'roles', role: made.key } });
      onClose();
    },
  });
  return (
    <Ask
      title={t('access.newRole')}
      text={t('access.newRoleText')}
      ok={t('access.make')}
      busy={add.isPending}
      blocked={name.trim() ? undefined : t('access.needName')}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <label>
        {t('access.roleName')}
        <input className="in" maxLength={30} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <label>
        {t('access.copyOf')}
        <select className="in" value={copy} onChange={(e) => setCopy(e.target.value)}>
          {all.map((r) => (
            <option key={r.key} value={r.key}>
              {r.name}
            </option>
          ))}
        </select>
      </label>
      {add.isError && <p className="bad">{problemText(add.error, t('common.offline'))}</p>}
    </Ask>
  );
}
