// What I want to be told, my quiet hours, and my absence with who stands in for me.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { team } from '../../api/calls';
import { type Absence, absences, type NoticeSettings, notices } from '../../api/told';
import { Button } from '../../kit/desk/button';
import { Waiting } from '../../kit/desk/parts';
import { PlainSelect } from '../../kit/desk/pills';
import { toast } from '../../kit/toast';
import { may, useSession } from '../session/use';
import { useFail, useShow } from '../use';

export default function NoticesPart() {
  const settings = useQuery({ queryKey: ['notices', 'settings'], queryFn: notices.settings }).data;
  const away = useQuery({ queryKey: ['absences'], queryFn: absences.list }).data?.items;
  const { member } = useSession();
  if (!settings || !away) return <Waiting />;
  const mine = away.find((a) => a.member_id === member.id);
  return (
    <>
      <Wanted settings={settings} />
      <Away key={mine?.from ?? ''} absence={mine} />
    </>
  );
}

function Wanted({ settings: s }: { settings: NoticeSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [from, setFrom] = useState(s.quiet_from);
  const [until, setUntil] = useState(s.quiet_until);
  const [muted, setMuted] = useState(() => new Set(s.kinds.filter((k) => k.muted).map((k) => k.kind)));
  const save = useMutation({
    mutationFn: () => notices.setSettings({ muted: [...muted], quiet_from: from, quiet_until: until }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['notices'] });
      toast(t('notice.saved'), { tone: 'good' });
    },
    onError: fail,
  });
  const turn = (kind: string) => {
    const next = new Set(muted);
    if (!next.delete(kind)) next.add(kind);
    setMuted(next);
  };
  return (
    <section className="setb">
      <fieldset>
        <legend>{t('notice.kinds')}</legend>
        {s.kinds.map((k) => (
          <label key={k.kind} className="ckl">
            <input type="checkbox" className="cb" checked={!muted.has(k.kind)} onChange={() => turn(k.kind)} />
            {k.label}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('notice.quiet')}</legend>
        <p className="k2 fs12">{t('notice.quietHint')}</p>
        <div className="setr">
          <label>
            {t('notice.from')}
            <input className="in" type="time" value={from} onChange={(e) => setFrom(e.target.value)} />
          </label>
          <label>
            {t('notice.until')}
            <input className="in" type="time" value={until} onChange={(e) => setUntil(e.target.value)} />
          </label>
        </div>
      </fieldset>
      <Button kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
        {t('common.save')}
      </Button>
    </section>
  );
}

function Away({ absence }: { absence?: Absence }) {
  const { t } = useTranslation();
  const show = useShow();
  const session = useSession();
  const client = useQueryClient();
  const fail = useFail();
  const [from, setFrom] = useState(absence?.from ?? show.today);
  const [to, setTo] = useState(absence?.to ?? show.today);
  const [deputy, setDeputy] = useState(absence?.deputy_id ?? '');
  const people = useQuery({
    queryKey: ['members', 'deputies'],
    queryFn: () => team.members({ limit: 200, filter: ['state:eq:active'] }),
    enabled: may(session, 'team.read'),
  }).data?.items;
  const set = useMutation({
    mutationFn: (body: { from?: string; to?: string; deputy_id?: string }) => absences.set(session.member.id, body),
    onSuccess: (_, body) => {
      void client.invalidateQueries({ queryKey: ['absences'] });
      toast(t(body.to ? 'notice.absenceSaved' : 'notice.absenceEnded'), { tone: 'good' });
    },
    onError: fail,
  });
  return (
    <section className="setb">
      <fieldset>
        <legend>{t('notice.absence')}</legend>
        <p className="k2 fs12">{t('notice.absenceHint')}</p>
        <p className="setn">
          {absence
            ? t('notice.absenceNow', { from: show.day(absence.from), to: show.day(absence.to) }) +
              (absence.deputy_name ? t('common.comma') + t('notice.absenceDeputy', { name: absence.deputy_name }) : '')
            : t('notice.absenceNone')}
        </p>
        <div className="setr">
          <label>
            {t('notice.absenceFrom')}
            <input className="in" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
          </label>
          <label>
            {t('notice.absenceTo')}
            <input className="in" type="date" min={from} value={to} onChange={(e) => setTo(e.target.value)} />
          </label>
          <label htmlFor="deputy">
            {t('notice.deputy')}
            <PlainSelect id="deputy" value={deputy} onChange={(e) => setDeputy(e.target.value)}>
              <option value="">{t('notice.deputyNone')}</option>
              {people
                ?.filter((m) => m.id !== session.member.id)
                .map((m) => (
                  <option key={m.id} value={m.id}>
                    {m.name}
                  </option>
                ))}
            </PlainSelect>
          </label>
        </div>
      </fieldset>
      <div className="setr">
        <Button
          kind="primary"
          busy={set.isPending}
          onClick={() => set.mutate({ from, to, deputy_id: deputy || undefined })}
        >
          {t('notice.absenceSave')}
        </Button>
        {absence && (
          <Button busy={set.isPending} onClick={() => set.mutate({})}>
            {t('notice.absenceEnd')}
          </Button>
        )}
      </div>
    </section>
  );
}
