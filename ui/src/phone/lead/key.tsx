// Marks a lead as one that matters, and why.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../api/types';
import { Sheet } from '../../kit/phone/sheet';
import { Field } from '../parts';
import { useActs } from './acts';

export function KeySheet({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const [why, setWhy] = useState('');
  const [lacks, setLacks] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    setLacks(!why.trim());
    if (why.trim() && (await acts.markKey(lead, true, why.trim()))) onClose();
  };
  return (
    <Sheet
      title={t('lead.markKey')}
      sub={lead.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="key" className="btn p wide">
          {t('lead.markKey')}
        </button>
      }
    >
      <form id="key" onSubmit={(e) => void save(e)} noValidate>
        <Field
          label={t('lead.keyWhy')}
          value={why}
          onChange={setWhy}
          hint={t('phone.keyHint')}
          error={lacks ? t('phone.keyNeed') : undefined}
        />
      </form>
    </Sheet>
  );
}
