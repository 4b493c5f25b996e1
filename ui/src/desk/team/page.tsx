// Who sells: groups as a tree on the left, people on the right, one person's form in the drawer.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { team } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Group, Member } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Avatar, Empty, Failed, PageHead, Waiting } from '../../kit/desk/parts';
import { type Column, DataTable } from '../../kit/desk/table';
import { usePrefs } from '../../kit/prefs';
import { groupsQuery } from '../lead/filters';
import { TagMarks } from '../lead/tag-mark';
import { may, useSession } from '../session/use';
import { flatTree } from './tree';

const MemberDrawer = lazy(() => import('./member'));
const GroupDrawer = lazy(() => import('./group'));

function useColumns(narrow: boolean): Column<Member>[] {
  const { t } = useTranslation();
  const { lang } = usePrefs();
  const all: (Column<Member> | false)[] = [
    {
      key: 'name',
      title: t('team.member'),
      width: 168,
      cell: (m) => (
        <span className="ow">
          <Avatar name={m.name} plain />
          {m.name}
          {m.lead_of_group && <span className="tag a">{t('team.head')}</span>}
          {m.state === 'left' && <span className="tag">{t('team.left')}</span>}
        </span>
      ),
    },
    { key: 'group', title: t('team.group'), width: 120, cell: (m) => m.group_name },
    {
      key: 'role',
      title: t('team.role'),
      width: lang === 'en' ? 116 : 80,
      hover: (m) => m.role_name,
      cell: (m) => m.role_name,
    },
    { key: 'level', title: t('team.level'), width: 72, right: true, cell: (m) => t('team.levelN', { n: m.level }) },
    {
      key: 'load',
      title: t('team.load'),
      width: 104,
      right: true,
      cell: (m) => (
        <span className={m.capacity > 0 && (m.open_leads ?? 0) > m.capacity * 0.9 ? 'warn' : ''}>
          {m.open_leads}/{m.capacity}
        </span>
      ),
    },
    !narrow && {
      key: 'tags',
      title: t('team.tags'),
      hover: (m) => m.tags.join(t('common.list')),
      cell: (m) => <TagMarks tags={m.tags} />,
    },
    !narrow && {
      key: 'phone',
      title: t('team.phone'),
      width: 128,
      cell: (m) => <span className="k2">{m.phone_masked || m.email}</span>,
    },
  ];
  return all.filter((c) => c !== false);
}

export function TeamPage() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/team' });
  const [grouping, setGrouping] = useState<Group | 'new' | null>(null);
  const filter = search.group ? [`group_id:eq:${search.group}`] : [];
  const groups = useQuery(groupsQuery);
  const members = useQuery({
    queryKey: ['members', 'page', filter],
    queryFn: () => team.members({ filter, limit: 200 }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(Boolean(grouping || search.member));
  const go = (next: { group?: string; member?: string }) =>
    void navigate({ to: '/team', search: { ...search, ...next } });
  const writes = may(session, 'team.write');
  const items = groups.data?.items ?? [];
  const rows = members.data?.items ?? [];
  const people = items.reduce((n, g) => n + g.member_count, 0);
  const opened = search.member && search.member !== 'new' ? rows.find((m) => m.id === search.member) : undefined;
  return (
    <div className="page">
      <PageHead title={t('team.title')} state={groups.data && t('team.stand', { people, groups: items.length })}>
        {writes && (
          <>
            <Button onClick={() => setGrouping('new')}>{t('team.newGroup')}</Button>
            <Button
              kind="primary"
              icon="plus"
              onClick={() => {
                setGrouping(null);
                go({ member: 'new' });
              }}
            >
              {t('team.newMember')}
            </Button>
          </>
        )}
      </PageHead>
      <div className="lw teamw">
        <GroupTree
          groups={items}
          at={search.group}
          onPick={(group) => go({ group, member: undefined })}
          onEdit={writes ? setGrouping : undefined}
        />
        <div className="lp">
          {members.isPending ? (
            <Waiting />
          ) : members.isError ? (
            <Failed text={problemText(members.error, t('common.offline'))} onRetry={() => void members.refetch()} />
          ) : rows.length === 0 ? (
            <Empty title={t('team.emptyGroup')} />
          ) : (
            <DataTable
              label={t('team.title')}
              columns={columns}
              rows={rows}
              name={(m) => m.name}
              openId={opened?.id}
              onOpen={
                writes
                  ? (m) => {
                      setGrouping(null);
                      go({ member: m.id });
                    }
                  : undefined
              }
            />
          )}
        </div>
        <Suspense fallback={null}>
          {grouping && (
            <GroupDrawer
              group={grouping === 'new' ? undefined : grouping}
              groups={items}
              onClose={() => setGrouping(null)}
            />
          )}
          {!grouping && writes && (opened || search.member === 'new') && (
            <MemberDrawer
              key={search.member}
              member={opened}
              groups={items}
              groupId={search.group}
              onClose={() => go({ member: undefined })}
            />
          )}
        </Suspense>
      </div>
    </div>
  );
}

function GroupTree({
  groups,
  at,
  onPick,
  onEdit,
}: {
  groups: Group[];
  at?: string;
  onPick: (id?: string) => void;
  onEdit?: (g: Group) => void;
}) {
  const { t } = useTranslation();
  return (
    <nav className="gtree" aria-label={t('team.groups')}>
      <button type="button" className={`mi ${at ? '' : 'on'}`} aria-pressed={!at} onClick={() => onPick(undefined)}>
        {t('team.everyone')}
      </button>
      {flatTree(groups).map(({ group, depth }) => (
        <div key={group.id} className={`gt d${Math.min(depth, 5)}`}>
          <button
            type="button"
            className={`mi ${at === group.id ? 'on' : ''}`}
            aria-pressed={at === group.id}
            onClick={() => onPick(group.id)}
          >
            <span className="el">{group.name}</span>
            <span className="q">{group.member_count}</span>
          </button>
          {onEdit && at === group.id && (
            <button type="button" className="lk fs12" onClick={() => onEdit(group)}>
              {t('team.renameGroup')}
            </button>
          )}
        </div>
      ))}
    </nav>
  );
}
