// Why the chance has become small: asked where a lead is moved without its form.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settings } from '../../api/calls';
import { Ask } from '../../kit/desk/parts';

export function ReasonPick({ onPick, onCancel }: { onPick: (text: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const reasons = useQuery({ queryKey: ['reasons', 'chance'], queryFn: () => settings.reasons('chance') }).data?.items;
  const [text, setText] = useState('');
  return (
    <Ask
      title={t('lead.chanceWhyNeed')}
      ok={t('common.save')}
      blocked={text ? undefined : t('lead.chanceWhyNeed')}
      onOk={() => onPick(text)}
      onCancel={onCancel}
    >
      <div className="opts" role="radiogroup" aria-label={t('lead.chanceWhyNeed')}>
        {(reasons ?? []).map((r) => (
          <label key={r.id} className="mi">
            <input type="radio" name="reason" checked={text === r.text} onChange={() => setText(r.text)} />
            {r.text}
          </label>
        ))}
      </div>
    </Ask>
  );
}
