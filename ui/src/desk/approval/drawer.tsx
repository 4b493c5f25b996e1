// One request: what is asked, who said what, and deciding it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { type Approval, approvalQuery, approvals } from '../../api/told';
import { Button } from '../../kit/desk/button';
import { Drawer, type Event, Failed, Timeline, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { useFail, useShow } from '../use';
import { StateTag, useWho } from './words';

export function ApprovalDrawer() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/approvals/$id' });
  const navigate = useNavigate();
  const query = useQuery(approvalQuery(id));
  const a = query.data;
  return (
    <Drawer
      label={a?.title ?? t('approval.title')}
      title={a?.title ?? ''}
      onClose={() => void navigate({ to: '/approvals', search: (s) => s })}
      foot={a?.state === 'pending' ? <Decide key={id} approval={a} /> : undefined}
    >
      {query.isError ? (
        <Failed text={problemText(query.error, t('common.offline'))} />
      ) : a ? (
        <Body approval={a} />
      ) : (
        <Waiting />
      )}
    </Drawer>
  );
}

function Body({ approval: a }: { approval: Approval }) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <div className="scroll">
      <p className="dm">
        <StateTag approval={a} /> {a.applicant.name} {show.instant(a.created_at)}
        {a.state === 'pending' && a.due_day && ` · ${t('approval.due', { day: show.day(a.due_day) })}`}
      </p>
      {a.why && <p className="formerr apvw">{a.why}</p>}
      <dl className="fl apvf">
        {a.facts.map((f) => (
          <div key={f.label} className="flr">
            <dt>{f.label}</dt>
            <dd>{f.text}</dd>
          </div>
        ))}
        {a.reason && (
          <div className="flr">
            <dt>{t('approval.reason')}</dt>
            <dd>{a.reason}</dd>
          </div>
        )}
      </dl>
      {a.subject_kind === 'lead' && (
        <p className="moreline">
          <Link className="lk" to="/leads/$id" params={{ id: a.subject_id }}>
            {t('approval.openRecord')}
          </Link>
        </p>
      )}
      <Steps approval={a} />
    </div>
  );
}

function Steps({ approval: a }: { approval: Approval }) {
  const { t } = useTranslation();
  const show = useShow();
  const who = useWho();
  const events = a.steps.map((s, i): Event => {
    const names = s.people.map((p) => p.name).join(t('approval.between')) || who(s);
    const said =
      s.state === 'decided'
        ? t(`approval.decided.${s.verdict ?? 'approved'}`, { name: s.by?.name ?? '' }) +
          (s.for ? t('approval.forWhom', { name: s.for.name }) : '')
        : s.state === 'dropped'
          ? t('approval.dropped')
          : t(s.state === 'now' ? 'approval.waitingFor' : 'approval.later', { names });
    return {
      id: String(i),
      icon: s.verdict === 'approved' ? 'check' : s.verdict === 'refused' ? 'close' : 'person',
      title: (
        <>
          {t('approval.step', { n: i + 1 })} <span className="k2">{who(s)}</span>
        </>
      ),
      dateTime: s.at ?? '',
      time: s.at ? show.instant(s.at) : '',
      text: (
        <>
          {said}
          {s.comment && <span className="evn">{s.comment}</span>}
        </>
      ),
    };
  });
  return <Timeline events={events} />;
}

/** The comment and the buttons of who may decide; the applicant may withdraw. */
function Decide({ approval: a }: { approval: Approval }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [comment, setComment] = useState('');
  const done = (text: 'approvedDone' | 'refusedDone' | 'withdrawnDone') => ({
    onSuccess: (next: Approval) => {
      client.setQueryData(['approval', a.id], next);
      toast(t(`approval.${text}`), { tone: 'good' });
    },
    onError: fail,
    onSettled: () => {
      for (const key of ['approvals', 'approval', 'notices', 'leads', 'lead', 'timeline'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const approve = useMutation({ mutationFn: () => approvals.approve(a.id, comment.trim()), ...done('approvedDone') });
  const refuse = useMutation({ mutationFn: () => approvals.refuse(a.id, comment.trim()), ...done('refusedDone') });
  const withdraw = useMutation({ mutationFn: () => approvals.withdraw(a.id), ...done('withdrawnDone') });
  if (a.can.withdraw?.ok)
    return (
      <Button busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('approval.withdraw')}
      </Button>
    );
  const blocked = a.can.approve?.ok ? undefined : a.can.approve?.why;
  return (
    <div className="apvd">
      <label className="sr" htmlFor="comment">
        {t('approval.comment')}
      </label>
      <input
        id="comment"
        className="in"
        maxLength={500}
        placeholder={t('approval.commentHint')}
        value={comment}
        onChange={(e) => setComment(e.target.value)}
      />
      <Button
        kind="danger"
        busy={refuse.isPending}
        blocked={blocked ?? (comment.trim() ? undefined : t('approval.refuseNeed'))}
        onClick={() => refuse.mutate()}
      >
        {t('approval.refuse')}
      </Button>
      <Button kind="primary" busy={approve.isPending} blocked={blocked} onClick={() => approve.mutate()}>
        {t('approval.approve')}
      </Button>
    </div>
  );
}
