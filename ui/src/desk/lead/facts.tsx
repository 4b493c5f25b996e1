// What is known about a lead, own fields of the company included.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { Collaborators } from '../along/collaborators';
import { DeleteButton } from '../bin/delete';
import { useOwnFacts } from '../own/parts';
import { useShow } from '../use';
import { TagMarks } from './tag-mark';
import { useLeadWords } from './words';

export function LeadFacts({ lead, onEdit, onGone }: { lead: Lead; onEdit: () => void; onGone: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const words = useLeadWords();
  const own = useOwnFacts('lead');
  const company = lead.customer_id ? <CustomerLink id={lead.customer_id} name={lead.name} /> : lead.name;
  const tags = lead.tags.length ? <TagMarks tags={lead.tags} /> : '';
  const rows: [string, React.ReactNode][] = [
    [t('lead.company'), company],
    [t('lead.contact'), [lead.contact_name, lead.contact_title].filter(Boolean).join(' ')],
    [t('lead.phoneShort'), lead.phone_masked],
    [t('lead.email'), lead.email_masked],
    [t('lead.source'), lead.source],
    [
      t('lead.chance'),
      lead.chance ? [words.chance(lead.chance), lead.chance_reason].filter(Boolean).join(t('common.comma')) : '',
    ],
    [t('lead.industry'), lead.industry],
    [t('lead.region'), lead.region],
    [t('lead.tags'), tags],
    [t('lead.group'), lead.group?.name],
    [t('lead.intakeDay'), show.day(lead.intake_day)],
    [t('lead.key'), lead.key ? lead.key_reason || t('lead.key') : ''],
    ...own(lead.own, lead.own_names),
    ...Object.entries(lead.custom ?? {}).map(([k, v]): [string, React.ReactNode] => [k, String(v)]),
  ];
  return (
    <>
      <dl className="fl">
        {rows.map(([label, value]) => (
          <FactRow key={label} label={label} value={value || <span className="k3">{t('common.empty')}</span>} />
        ))}
      </dl>
      <Collaborators kind="lead" id={lead.id} owner={lead.owner?.id} />
      <p className="moreline">
        <Button small blocked={lead.can?.edit?.ok === false && lead.can.edit.why} onClick={onEdit}>
          {t('lead.edit')}
        </Button>
        <DeleteButton kind="lead" ids={[lead.id]} onDone={onGone} />
      </p>
    </>
  );
}

const FactRow = ({ label, value }: { label: string; value: React.ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

const CustomerLink = ({ id, name }: { id: string; name: string }) => (
  <Link to="/customers/$id" params={{ id }} search={{}} className="lk">
    {name}
  </Link>
);
