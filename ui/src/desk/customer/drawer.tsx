// One customer: who it is, its contacts, the way to its leads.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { problemText } from '../../api/problem';
import type { Contact, CustomerDetail } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Dot, Drawer, Failed, Waiting } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { toast } from '../../kit/toast';
import { remember } from '../../lib/recent';
import { Collaborators } from '../along/collaborators';
import { DeleteButton } from '../bin/delete';
import { useOwnFacts } from '../own/parts';
import { useSession } from '../session/use';
import { useFail, useShow } from '../use';

const Forms = lazy(() => import('./panels'));

export function CustomerDrawer() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/customers/$id' });
  const search = useSearch({ from: '/shell/customers' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [panel, setPanel] = useState<'edit' | 'contact' | null>(null);
  const query = useQuery({ queryKey: ['customer', id], queryFn: () => customers.get(id) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer starts without an open form
  useEffect(() => setPanel(null), [id]);
  const close = () => (panel ? setPanel(null) : void navigate({ to: '/customers', search }));
  const done = (text: string) => {
    setPanel(null);
    void client.invalidateQueries({ queryKey: ['customer', id] });
    void client.invalidateQueries({ queryKey: ['customers'] });
    toast(text, { tone: 'good' });
  };
  const c = query.data;
  const session = useSession();
  const named = c?.name;
  useEffect(() => {
    if (named) remember(session.member.id, { kind: 'customer', id, title: named, subtitle: '' });
  }, [session.member.id, id, named]);
  return (
    <Drawer title={c?.name ?? ''} label={c?.name ?? t('customer.title')} onClose={close}>
      {query.isError ? (
        <Failed text={problemText(query.error, t('common.offline'))} />
      ) : !c ? (
        <Waiting />
      ) : panel ? (
        <Suspense fallback={<Waiting />}>
          <Forms panel={panel} customer={c} onDone={done} onCancel={() => setPanel(null)} />
        </Suspense>
      ) : (
        <View customer={c} onPanel={setPanel} onGone={() => void navigate({ to: '/customers', search })} />
      )}
    </Drawer>
  );
}

function View({
  customer: c,
  onPanel,
  onGone,
}: {
  customer: CustomerDetail;
  onPanel: (p: 'edit' | 'contact') => void;
  onGone: () => void;
}) {
  const { t } = useTranslation();
  const show = useShow();
  const own = useOwnFacts('customer');
  const facts: [string, React.ReactNode][] = [
    [t('customer.creditCode'), c.credit_code],
    [t('customer.industry'), c.industry],
    [t('customer.region'), c.region],
    [t('customer.owner'), c.owner?.name ?? ''],
    [t('customer.group'), c.group?.name ?? ''],
    [t('customer.tags'), (c.tags ?? []).join(t('common.list'))],
    [t('customer.createdAt'), show.instant(c.created_at)],
    ...own(c.own, c.own_names),
  ];
  const why = c.can?.edit?.ok === false ? c.can.edit.why : undefined;
  return (
    <div className="scroll">
      <p className="dm">
        {c.kind === 'company' ? t('customer.company') : t('customer.person')}
        {c.industry && (
          <>
            <Dot />
            {c.industry}
          </>
        )}
        {c.region && (
          <>
            <Dot />
            {c.region}
          </>
        )}
      </p>
      <div className="cacts">
        <Link to="/leads" search={{ view: 'all', f: [`customer_id:eq:${c.id}`] }} className="btn sm">
          {t('customer.seeLeads', { n: c.lead_count })}
        </Link>
        <Button small blocked={why} onClick={() => onPanel('edit')}>
          {t('common.edit')}
        </Button>
        <DeleteButton kind="customer" ids={[c.id]} onDone={onGone} />
        <Link to="/settings" search={{ part: 'access', kind: 'customer', id: c.id }} className="btn sm">
          <Icon name="lock" size={14} />
          {t('settings.access')}
        </Link>
      </div>
      <dl className="fl">
        {facts
          .filter(([, v]) => v)
          .map(([k, v]) => (
            <div key={k} className="flr">
              <dt>{k}</dt>
              <dd>{v}</dd>
            </div>
          ))}
      </dl>
      <Collaborators kind="customer" id={c.id} owner={c.owner?.id} />
      <div className="subh">
        <h3>{t('customer.contacts')}</h3>
        <span className="sp" />
        <Button small icon="plus" blocked={why} onClick={() => onPanel('contact')}>
          {t('customer.addContact')}
        </Button>
      </div>
      {(c.contacts ?? []).length === 0 && <p className="dm">{t('customer.noContacts')}</p>}
      <ul className="cons">
        {(c.contacts ?? []).map((p) => (
          <ContactRow key={p.id} customer={c} contact={p} />
        ))}
      </ul>
    </div>
  );
}

function ContactRow({ customer, contact: p }: { customer: CustomerDetail; contact: Contact }) {
  const { t } = useTranslation();
  const fail = useFail();
  const reveal = useMutation({ mutationFn: () => customers.revealPhone(customer.id, p.id), onError: fail });
  const more = [p.title, p.role, p.email_masked, p.wechat].filter(Boolean);
  return (
    <li>
      <span className="w6">{p.name}</span>
      <span className="k2 el">{more.join(t('common.comma'))}</span>
      <span className="sp" />
      {reveal.data ? (
        <a className="btn sm" href={`tel:${reveal.data.phone}`}>
          <Icon name="phone" size={14} />
          {reveal.data.phone}
        </a>
      ) : (
        p.has_phone && (
          <Button small icon="phone" title={p.phone_masked} busy={reveal.isPending} onClick={() => reveal.mutate()}>
            {t('lead.call')}
          </Button>
        )
      )}
    </li>
  );
}
