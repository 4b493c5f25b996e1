// Saved views: a tab for each one keeps, a menu for what can be done with the open one.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { views } from '../../api/calls';
import type { SavedView, ViewSpec } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Ask } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import { toast } from '../../kit/toast';
import { groupsQuery } from '../lead/filters';
import type { ListSearch } from '../router';
import { may, useSession } from '../session/use';
import { useFail } from '../use';
import { addressOf, type Standing, viewsQuery } from './state';

type Shared = SavedView['shared'];

/** Tabs of the saved views one keeps, and a menu of the others. */
export function SavedTabs(p: { kind: string; to: '/leads' | '/customers'; open?: SavedView; count?: string }) {
  const { t } = useTranslation();
  const items = useQuery(viewsQuery(p.kind)).data?.items ?? [];
  const tabs = items.filter((v) => v.pinned || v.id === p.open?.id);
  const rest = items.filter((v) => !tabs.includes(v));
  return (
    <>
      {tabs.map((v) => (
        <Link
          key={v.id}
          to={p.to}
          search={addressOf(v)}
          className={v.id === p.open?.id ? 'on' : ''}
          aria-current={v.id === p.open?.id ? 'page' : undefined}
        >
          {v.name}
          {v.id === p.open?.id && p.count !== undefined && <span className="q">{p.count}</span>}
        </Link>
      ))}
      {rest.length > 0 && (
        <Pop label={t('list.moreViews')} button={() => <>{t('list.moreViews')}</>}>
          {(close) => (
            <div className="opts">
              {rest.map((v) => (
                <Link key={v.id} to={p.to} search={addressOf(v)} className="mi" onClick={close}>
                  {v.name}
                  <span className="q">{v.owner.name}</span>
                </Link>
              ))}
            </div>
          )}
        </Pop>
      )}
    </>
  );
}

function ShareFields(p: { shared: Shared; group: string; onChange: (shared: Shared, group: string) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const settings = may(session, 'settings.write');
  const wide = settings || ['group', 'below', 'all'].includes(session.permissions['lead.assign'] ?? '');
  const groups = useQuery({ ...groupsQuery, enabled: wide }).data?.items ?? [];
  if (!wide) return null;
  return (
    <>
      <label className="fld">
        <span>{t('list.shareWith')}</span>
        <select
          className="in"
          value={p.shared}
          onChange={(e) => p.onChange(e.target.value as Shared, p.group || session.member.group_id)}
        >
          <option value="mine">{t('list.shareMine')}</option>
          <option value="group">{t('list.shareGroup')}</option>
          {settings && <option value="company">{t('list.shareCompany')}</option>}
        </select>
      </label>
      {p.shared === 'group' && (
        <label className="fld">
          <span>{t('list.shareGroupWhich')}</span>
          <select className="in" value={p.group} onChange={(e) => p.onChange(p.shared, e.target.value)}>
            {groups.map((g) => (
              <option key={g.id} value={g.id}>
                {g.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function NameDialog(p: {
  title: string;
  name: string;
  shared: Shared;
  group: string;
  busy: boolean;
  onOk: (name: string, shared: Shared, group: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(p.name);
  const [share, setShare] = useState({ shared: p.shared, group: p.group });
  return (
    <Ask
      title={p.title}
      ok={t('common.save')}
      busy={p.busy}
      blocked={name.trim() ? undefined : t('common.required')}
      onOk={() => p.onOk(name.trim(), share.shared, share.group)}
      onCancel={p.onCancel}
    >
      <label className="fld">
        <span>{t('list.viewName')}</span>
        <input className="in" maxLength={50} value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <ShareFields {...share} onChange={(shared, group) => setShare({ shared, group })} />
    </Ask>
  );
}

/** Save what one sees as a view; change, share, keep or delete the open one. */
export function ViewTools(p: {
  kind: string;
  standing: Standing;
  spec: ViewSpec;
  changed: boolean;
  onOpen: (search: ListSearch) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [asking, setAsking] = useState<'save' | 'rename' | 'delete'>();
  const { saved, dirty } = p.standing;
  const done = async (text?: string) => {
    setAsking(undefined);
    await client.invalidateQueries({ queryKey: ['views'] });
    if (text) toast(text, { tone: 'good' });
  };
  const save = useMutation({
    mutationFn: (a: { name: string; shared: Shared; group: string }) =>
      views.add({
        kind: p.kind,
        name: a.name,
        shared: a.shared,
        group_id: a.shared === 'group' ? a.group : undefined,
        spec: p.spec,
      }),
    onSuccess: async (v) => {
      await done(t('list.viewSaved'));
      p.onOpen(addressOf(v));
    },
    onError: fail,
  });
  const change = useMutation({
    mutationFn: (a: { name?: string; shared?: Shared; group_id?: string; spec?: ViewSpec }) =>
      views.patch(saved!.id, { ...a, version: saved!.version }),
    onSuccess: async (v) => {
      await done(t('list.viewSaved'));
      p.onOpen(addressOf(v));
    },
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => views.remove(saved!.id),
    onSuccess: async () => {
      p.onOpen({});
      await done(t('list.viewDeleted'));
    },
    onError: fail,
  });
  const pin = useMutation({
    mutationFn: (a: { pinned: boolean; default: boolean }) => views.pin(saved!.id, a),
    onSuccess: () => done(),
    onError: fail,
  });
  const item = (text: string, act: () => void, danger?: boolean) => (
    <button type="button" className={`mi ${danger ? 'd' : ''}`} onClick={act}>
      {text}
    </button>
  );
  return (
    <>
      {saved && dirty && saved.edit && (
        <Button small kind="outline" busy={change.isPending} onClick={() => change.mutate({ spec: p.spec })}>
          {t('list.saveChanges')}
        </Button>
      )}
      {p.changed && (
        <Button small onClick={() => setAsking('save')}>
          {t('list.saveView')}
        </Button>
      )}
      {saved && (
        <Pop
          label={t('list.viewMenu')}
          className="ib"
          align="right"
          button={() => (
            <>
              <Icon name="more" />
              <span className="sr">{t('list.viewMenu')}</span>
            </>
          )}
        >
          {(close) => {
            const after = (act: () => void) => () => {
              close();
              act();
            };
            return (
              <div className="opts">
                {item(
                  saved.pinned ? t('list.unpin') : t('list.pin'),
                  after(() => pin.mutate({ pinned: !saved.pinned, default: saved.default && !saved.pinned })),
                )}
                {item(
                  saved.default ? t('list.unmakeDefault') : t('list.makeDefault'),
                  after(() => pin.mutate({ pinned: true, default: !saved.default })),
                )}
                {saved.edit && <div className="ml" />}
                {saved.edit &&
                  item(
                    t('list.rename'),
                    after(() => setAsking('rename')),
                  )}
                {saved.edit &&
                  item(
                    t('list.deleteView'),
                    after(() => setAsking('delete')),
                    true,
                  )}
              </div>
            );
          }}
        </Pop>
      )}
      {asking === 'save' && (
        <NameDialog
          title={t('list.saveView')}
          name=""
          shared="mine"
          group=""
          busy={save.isPending}
          onOk={(name, shared, group) => save.mutate({ name, shared, group })}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'rename' && saved && (
        <NameDialog
          title={t('list.rename')}
          name={saved.name}
          shared={saved.shared}
          group={saved.group?.id ?? ''}
          busy={change.isPending}
          onOk={(name, shared, group) =>
            change.mutate({ name, shared, group_id: shared === 'group' ? group : undefined })
          }
          onCancel={() => setAsking(undefined)}
        />
      )}
      {asking === 'delete' && saved && (
        <Ask
          title={t('list.deleteView')}
          text={t('list.deleteViewAsk', { name: saved.name })}
          ok={t('list.deleteView')}
          danger
          busy={remove.isPending}
          onOk={() => remove.mutate()}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

/** A view that is no longer valid opens with what still holds, and says what does not. */
export function BrokenNote({ saved, onDrop }: { saved?: SavedView; onDrop: () => void }) {
  const { t } = useTranslation();
  if (!saved || saved.broken.length === 0) return null;
  return (
    <div className="note warn" role="alert">
      {t('list.broken', {
        what: saved.broken.map((b) => b.text + t('common.colon') + b.message).join(t('common.semicolon')),
      })}
      <button type="button" className="lk" onClick={onDrop}>
        {t('list.brokenDrop')}
      </button>
    </div>
  );
}
