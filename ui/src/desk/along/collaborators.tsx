// Who works along on a record: shown to whoever sees it, changed by whoever may change the record.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlongKind, along, alongQuery, type Collaborator, type Right, rights } from '../../api/along';
import { Button, IconButton } from '../../kit/desk/button';
import { toast } from '../../kit/toast';
import { membersQuery } from '../lead/filters';
import { useFail } from '../use';

type Props = { kind: AlongKind; id: string; owner?: string };

export function Collaborators({ kind, id, owner }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const list = useQuery(alongQuery(kind, id)).data;
  if (!list || (list.items.length === 0 && !list.change)) return null;
  return (
    <section aria-label={t('along.title')}>
      <div className="subh">
        <h3>{t('along.title')}</h3>
        <span className="sp" />
        {list.change && !adding && (
          <Button small icon="plus" onClick={() => setAdding(true)}>
            {t('along.add')}
          </Button>
        )}
      </div>
      {adding && (
        <Add
          kind={kind}
          id={id}
          taken={[owner ?? '', ...list.items.map((c) => c.member.id)]}
          onDone={() => setAdding(false)}
        />
      )}
      {list.items.length === 0 && !adding && <p className="dm">{t('along.none')}</p>}
      <ul className="cons">
        {list.items.map((c) => (
          <Row key={c.member.id} kind={kind} id={id} c={c} change={list.change} />
        ))}
      </ul>
    </section>
  );
}

function useSettle(kind: AlongKind, id: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: [kind, id] });
    void client.invalidateQueries({ queryKey: ['timeline', id] });
  };
}

function Row({ kind, id, c, change }: Props & { kind: AlongKind; c: Collaborator; change: boolean }) {
  const { t } = useTranslation();
  const fail = useFail();
  const settle = useSettle(kind, id);
  const set = useMutation({
    mutationFn: (right: Right) => along.set(kind, id, c.member.id, right),
    onSuccess: settle,
    onError: fail,
  });
  const remove = useMutation({
    mutationFn: () => along.remove(kind, id, c.member.id),
    onSuccess: () => {
      settle();
      toast(t('along.removed', { name: c.member.name }), { tone: 'good' });
    },
    onError: fail,
  });
  const gone = c.mine && !change ? t('along.leave') : t('along.remove', { name: c.member.name });
  return (
    <li>
      <span className="w6">{c.member.name}</span>
      <span className="k2 el">{c.member.group_name}</span>
      <span className="sp" />
      {change ? (
        <Select
          size="small"
          aria-label={`${c.member.name} ${t('along.right')}`}
          value={c.right}
          style={{ width: 120 }}
          disabled={set.isPending}
          options={rights.map((r) => ({ value: r, label: t(`along.rights.${r}`) }))}
          onChange={(r) => set.mutate(r as Right)}
        />
      ) : (
        <span className="k2">{c.right_text}</span>
      )}
      {(change || c.mine) && (
        <IconButton icon="close" label={gone} disabled={remove.isPending} onClick={() => remove.mutate()} />
      )}
    </li>
  );
}

function Add({ kind, id, taken, onDone }: { kind: AlongKind; id: string; taken: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const fail = useFail();
  const settle = useSettle(kind, id);
  const members = useQuery(membersQuery).data?.items ?? [];
  const [member, setMember] = useState<string>();
  const [right, setRight] = useState<Right>('follow');
  const add = useMutation({
    mutationFn: (m: string) => along.set(kind, id, m, right),
    onSuccess: (_, m) => {
      settle();
      toast(t('along.added', { name: members.find((x) => x.id === m)?.name ?? '' }), { tone: 'good' });
      onDone();
    },
    onError: fail,
  });
  return (
    <>
      <p className="dm">{t('along.hint')}</p>
      <div className="cacts">
        <Select
          autoFocus
          aria-label={t('along.member')}
          placeholder={t('along.member')}
          style={{ width: 180 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={member}
          options={members
            .filter((m) => m.state === 'active' && !taken.includes(m.id))
            .map((m) => ({ value: m.id, label: `${m.name} · ${m.group_name}` }))}
          onChange={setMember}
        />
        <Select
          aria-label={t('along.right')}
          style={{ width: 120 }}
          value={right}
          options={rights.map((r) => ({ value: r, label: t(`along.rights.${r}`) }))}
          onChange={setRight}
        />
        <Button
          small
          kind="primary"
          busy={add.isPending}
          blocked={member ? undefined : t('along.need')}
          onClick={() => member && add.mutate(member)}
        >
          {t('along.ok')}
        </Button>
        <Button small kind="text" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </>
  );
}
