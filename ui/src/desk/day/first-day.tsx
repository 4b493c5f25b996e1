// An empty system: the steps that lead to the first morning of use, and the demo company for those who want to look first.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { demo } from '../../api/calls';
import { Button } from '../../kit/desk/button';
import { Bar } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { membersQuery, modesQuery } from '../lead/filters';
import { may, useSession } from '../session/use';
import { useFail } from '../use';

type Step = {
  key: string;
  title: string;
  text: string;
  done: boolean;
  minutes?: number;
  act?: (now: boolean) => ReactNode;
};

export default function FirstDay() {
  const { t } = useTranslation();
  const session = useSession();
  const fail = useFail();
  const modes = useQuery(modesQuery).data?.items ?? [];
  const people = useQuery(membersQuery).data?.items.length ?? 1;
  useEffect(() => {
    document.title = `${t('day.title')} · ${t('common.product')}`;
  }, [t]);
  const enter = useMutation({ mutationFn: demo.enter, onSuccess: () => location.assign('/today'), onError: fail });
  const mode = modes[0];
  const steps: Step[] = [
    { key: 'company', title: t('home.company'), text: session.organisation.name, done: true },
    {
      key: 'modes',
      title: t('home.modes'),
      text: mode
        ? t('home.modesText', { name: mode.name, stages: mode.stages.map((s) => s.name).join(t('common.list')) })
        : '',
      done: true,
      act: () => (
        <Link to="/settings" search={{ part: 'modes' }} className="lk">
          {t('home.modesSee')}
        </Link>
      ),
    },
    {
      key: 'team',
      title: t('home.team'),
      text: people > 1 ? t('home.teamDone', { n: people }) : t('home.teamText'),
      done: people > 1,
      minutes: 5,
      act: (now) => (
        <Link to="/team" search={{ member: 'new' }} className={`btn sm ${now ? 'p' : ''}`}>
          {t('home.teamAct')}
        </Link>
      ),
    },
    {
      key: 'leads',
      title: t('home.leads'),
      text: t('home.leadsText'),
      done: false,
      minutes: 10,
      act: (now) => (
        <Link to="/leads/import" className={`btn sm ${now ? 'p' : ''}`}>
          {t('home.leadsAct')}
        </Link>
      ),
    },
  ];
  const done = steps.filter((s) => s.done).length;
  const left = steps.length - done;
  const now = steps.find((s) => !s.done)?.key;
  return (
    <div className="scroll">
      <div className="pgx">
        <h1>{t('home.hello', { name: session.member.name, n: t(`home.steps.n${left as 1 | 2 | 3 | 4}`) })}</h1>
        <p className="ld">{t('home.lead')}</p>
        <div className="pgr">
          <div className="pgb">
            <Bar part={done / steps.length} label={t('home.progress', { n: done, of: steps.length })} />
          </div>
          <span>{t('home.progress', { n: done, of: steps.length })}</span>
        </div>
        <ol className="ck">
          {steps.map((s, i) => (
            <li key={s.key} className={`it ${s.done ? 'dn' : s.key === now ? 'nw' : ''}`}>
              <span className="o">{s.done ? <Icon name="check" size={14} /> : i + 1}</span>
              <div>
                <b>{s.title}</b>
                <p>{s.text}</p>
              </div>
              <span className="mn">{!s.done && s.minutes ? t('home.minutes', { n: s.minutes }) : ''}</span>
              <span className="ac">{s.act?.(s.key === now)}</span>
            </li>
          ))}
        </ol>
        {may(session, 'demo.manage') && !session.organisation.demo && (
          <div className="demo">
            <div>
              <h2>{t('home.demoTitle')}</h2>
              <p>{t('home.demoText')}</p>
            </div>
            <Button kind="outline" className="big" busy={enter.isPending} onClick={() => enter.mutate()}>
              {enter.isPending ? t('home.demoBusy') : t('home.demoAct')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
