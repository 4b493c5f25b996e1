// 待我审批 and what I asked for: each opens from below with what is asked and who said what; one tap decides.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { type Approval, approvalQuery, approvals, type Box, boxes, boxQuery } from '../../api/told';
import { Chips } from '../../kit/phone/chips';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { BackHead, Failed, Waiting } from '../parts';
import { go } from '../route';
import { useFail, useShow, useTitle } from '../use';

export default function ApprovalsPage({ id }: { id?: string }) {
  const { t } = useTranslation();
  const show = useShow();
  const [box, setBox] = useState<Box>('todo');
  const query = useQuery(boxQuery(box));
  useTitle(t('approval.title'));
  return (
    <>
      <BackHead title={t('approval.title')} back="/me" />
      <section className="pad">
        <Chips
          label={t('approval.title')}
          value={box}
          items={boxes.map((b) => ({ value: b, label: t(`approval.box.${b}`) }))}
          onChange={(v) => setBox(v as Box)}
        />
      </section>
      {query.isPending && <Waiting />}
      {query.isError && (
        <Failed text={problemText(query.error, t('common.offline'))} onRetry={() => void query.refetch()} />
      )}
      {query.data?.items.length === 0 && (
        <div className="empty">
          <h2>{t(`approval.empty${box === 'todo' ? 'Todo' : box === 'mine' ? 'Mine' : 'Done'}`)}</h2>
          <p className="k2">{t('approval.emptyText')}</p>
        </div>
      )}
      <ul className="band menu notices">
        {query.data?.items.map((a) => (
          <li key={a.id}>
            <button type="button" onClick={() => go(`/approvals/${a.id}`)}>
              <span>
                {a.title}
                <small className="k3">
                  {a.applicant.name} <time dateTime={a.created_at}>{show.instant(a.created_at)}</time>
                </small>
              </span>
              <span className="tag">{t(`approval.states.${a.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {id && <ApprovalSheet key={id} id={id} onClose={() => go('/approvals', { replace: true })} />}
    </>
  );
}

function ApprovalSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(approvalQuery(id));
  const [comment, setComment] = useState('');
  const a = query.data;
  return (
    <Sheet
      title={a?.title ?? t('approval.title')}
      sub={a && t(`approval.states.${a.state}`)}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={a?.state === 'pending' && <Buttons approval={a} comment={comment.trim()} onDone={onClose} />}
    >
      {query.isError && (
        <p className="f14 bad" role="alert">
          {problemText(query.error, t('common.offline'))}
        </p>
      )}
      {query.isPending && <Waiting />}
      {a && <Told approval={a} />}
      {a?.can.approve?.ok && (
        <div className="field">
          <label htmlFor="comment">{t('approval.comment')}</label>
          <textarea
            id="comment"
            rows={2}
            maxLength={500}
            placeholder={t('approval.commentHint')}
            value={comment}
            onChange={(e) => setComment(e.target.value)}
          />
        </div>
      )}
    </Sheet>
  );
}

function Told({ approval: a }: { approval: Approval }) {
  const { t } = useTranslation();
  const facts = a.reason ? [...a.facts, { label: t('approval.reason'), text: a.reason }] : a.facts;
  return (
    <>
      {a.why && <p className="f14 bad">{a.why}</p>}
      <dl className="apf">
        {facts.map((f) => (
          <div key={f.label}>
            <dt>{f.label}</dt>
            <dd>{f.text}</dd>
          </div>
        ))}
      </dl>
      <ol className="aps">
        {a.steps.map((s, i) => (
          <li key={i}>
            <b>{t('approval.step', { n: i + 1 })}</b>{' '}
            {s.state === 'decided'
              ? t(`approval.decided.${s.verdict ?? 'approved'}`, { name: s.by?.name ?? '' }) +
                (s.for ? t('approval.forWhom', { name: s.for.name }) : '')
              : s.state === 'dropped'
                ? t('approval.dropped')
                : t(s.state === 'now' ? 'approval.waitingFor' : 'approval.later', {
                    names: s.people.map((p) => p.name).join(t('approval.between')) || t(`approval.who.${s.who}`),
                  })}
            {s.comment && <p className="f14 k2">{s.comment}</p>}
          </li>
        ))}
      </ol>
      {a.subject_kind === 'lead' && (
        <button type="button" className="btn q" onClick={() => go(`/leads/${a.subject_id}`)}>
          {t('approval.openRecord')}
        </button>
      )}
    </>
  );
}

function Buttons({ approval: a, comment, onDone }: { approval: Approval; comment: string; onDone: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const act = useMutation({
    mutationFn: (what: 'approve' | 'refuse' | 'withdraw') =>
      what === 'withdraw' ? approvals.withdraw(a.id) : approvals[what](a.id, comment),
    onSuccess: (_, what) => {
      toast(
        t(
          what === 'approve'
            ? 'approval.approvedDone'
            : what === 'refuse'
              ? 'approval.refusedDone'
              : 'approval.withdrawnDone',
        ),
        { tone: 'good' },
      );
      onDone();
    },
    onError: fail,
    onSettled: () => {
      for (const key of ['approvals', 'approval', 'notices', 'leads', 'lead', 'day'])
        void client.invalidateQueries({ queryKey: [key] });
    },
  });
  if (a.can.withdraw?.ok)
    return (
      <button type="button" className="btn wide" disabled={act.isPending} onClick={() => act.mutate('withdraw')}>
        {t('approval.withdraw')}
      </button>
    );
  if (!a.can.approve?.ok) return <p className="f14 k2">{a.can.approve?.why}</p>;
  return (
    <div className="two-up">
      <button
        type="button"
        className="btn wide"
        disabled={act.isPending}
        onClick={() => (comment ? act.mutate('refuse') : toast(t('approval.refuseNeed'), { tone: 'bad' }))}
      >
        {t('approval.refuse')}
      </button>
      <button type="button" className="btn p wide" disabled={act.isPending} onClick={() => act.mutate('approve')}>
        {t('approval.approve')}
      </button>
    </div>
  );
}
