// What I want to be told and when I want quiet.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { type NoticeSettings, notices } from '../../api/told';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { Field, Waiting } from '../parts';

export function NoticeSettingsSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const data = useQuery({ queryKey: ['notices', 'settings'], queryFn: notices.settings }).data;
  if (data) return <Inner settings={data} onClose={onClose} />;
  return (
    <Sheet title={t('notice.kinds')} closeLabel={t('common.close')} onClose={onClose}>
      <Waiting />
    </Sheet>
  );
}

function Inner({ settings: s, onClose }: { settings: NoticeSettings; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [from, setFrom] = useState(s.quiet_from);
  const [until, setUntil] = useState(s.quiet_until);
  const [muted, setMuted] = useState(() => s.kinds.filter((k) => k.muted).map((k) => k.kind));
  const save = useMutation({
    mutationFn: () => notices.setSettings({ muted, quiet_from: from, quiet_until: until }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['notices'] });
      toast(t('notice.saved'), { tone: 'good' });
      onClose();
    },
  });
  return (
    <Sheet
      title={t('notice.kinds')}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="button" className="btn p wide" disabled={save.isPending} onClick={() => save.mutate()}>
          {t('common.save')}
        </button>
      }
    >
      <div className="ticks">
        {s.kinds.map((k) => (
          <label key={k.kind}>
            <span>{k.label}</span>
            <input
              type="checkbox"
              checked={!muted.includes(k.kind)}
              onChange={(e) => setMuted(e.target.checked ? muted.filter((m) => m !== k.kind) : [...muted, k.kind])}
            />
          </label>
        ))}
      </div>
      <h3 className="f14">{t('notice.quiet')}</h3>
      <p className="f13 k2">{t('notice.quietHint')}</p>
      <div className="two-up">
        <Field label={t('notice.from')} type="time" value={from} onChange={setFrom} />
        <Field label={t('notice.until')} type="time" value={until} onChange={setUntil} />
      </div>
      {save.isError && (
        <p className="f14 bad" role="alert">
          {problemText(save.error, t('common.offline'))}
        </p>
      )}
    </Sheet>
  );
}
