// Who works along on the lead, and a sheet to ask somebody.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { along, alongQuery, type Right, rights } from '../../api/along';
import { team } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Lead } from '../../api/types';
import { Icon } from '../../kit/icons';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';

function useSettle(id: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return async (act: () => Promise<unknown>, said: string) => {
    try {
      await act();
      toast(said, { tone: 'good' });
      await client.invalidateQueries({ queryKey: ['lead', id] });
      return true;
    } catch (e) {
      toast(problemText(e, t('common.offline')), { tone: 'bad' });
      return false;
    }
  };
}

export function Along({ lead, onAdd }: { lead: Lead; onAdd: () => void }) {
  const { t } = useTranslation();
  const settle = useSettle(lead.id);
  const list = useQuery(alongQuery('lead', lead.id)).data;
  if (!list || (list.items.length === 0 && !list.change)) return null;
  return (
    <section className="band" aria-labelledby="along-h">
      <div className="sec">
        <h2 id="along-h">{t('along.title')}</h2>
        {list.change && (
          <button type="button" className="switch" onClick={onAdd}>
            {t('along.add')}
          </button>
        )}
      </div>
      {list.items.length === 0 && <p className="f14 k2">{t('along.none')}</p>}
      <dl className="facts">
        {list.items.map((c) => (
          <div key={c.member.id}>
            <dt>{c.member.name}</dt>
            <dd>
              {c.right_text}
              {(list.change || c.mine) && (
                <button
                  type="button"
                  className="ib"
                  aria-label={c.mine && !list.change ? t('along.leave') : t('along.remove', { name: c.member.name })}
                  onClick={() =>
                    void settle(
                      () => along.remove('lead', lead.id, c.member.id),
                      t('along.removed', { name: c.member.name }),
                    )
                  }
                >
                  <Icon name="close24" />
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function AlongSheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const settle = useSettle(lead.id);
  const query = { filter: ['state:eq:active'], limit: 200, sort: 'name' };
  const members = useQuery({ queryKey: ['members', 'active'], queryFn: () => team.members(query), staleTime: 60_000 });
  const offered = (members.data?.items ?? []).filter((m) => m.id !== lead.owner?.id);
  const [member, setMember] = useState('');
  const [right, setRight] = useState<Right>('follow');
  const [lacks, setLacks] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setLacks(!member);
    if (!member) return;
    const name = offered.find((m) => m.id === member)?.name ?? '';
    if (await settle(() => along.set('lead', lead.id, member, right), t('along.added', { name }))) onClose();
  };
  return (
    <Sheet
      title={t('along.add')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="along" className="btn p wide">
          {t('along.ok')}
        </button>
      }
    >
      <form id="along" onSubmit={(e) => void save(e)} noValidate>
        <Chips
          label={t('along.member')}
          columns={3}
          value={member}
          items={offered.map((m) => ({ value: m.id, label: m.name }))}
          onChange={setMember}
          error={lacks && !member ? t('along.need') : undefined}
        />
        <Chips
          label={t('along.right')}
          columns={2}
          value={right}
          items={rights.map((r) => ({ value: r, label: t(`along.rights.${r}`) }))}
          onChange={(r) => setRight(r as Right)}
        />
        <p className="f13 k3">{t('along.hint')}</p>
      </form>
    </Sheet>
  );
}
