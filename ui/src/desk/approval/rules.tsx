// 审批规则: which acts wait for whose consent. The server says what conditions may look at and refuses what nobody could decide.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApprovalRule, approvals } from '../../api/told';
import { Button } from '../../kit/desk/button';
import { Ask, Empty, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { useFail } from '../use';
import { RuleForm } from './rule-form';
import { useRuleWords } from './rule-words';

export default function RulesPart() {
  const { t } = useTranslation();
  const data = useQuery({ queryKey: ['approval-rules'], queryFn: approvals.rules }).data;
  const [open, setOpen] = useState<ApprovalRule | 'new'>();
  const [gone, setGone] = useState<ApprovalRule>();
  const client = useQueryClient();
  const fail = useFail();
  const words = useRuleWords(data?.kinds ?? []);
  const remove = useMutation({
    mutationFn: (r: ApprovalRule) => approvals.removeRule(r.id),
    onSuccess: () => toast(t('approval.ruleRemoved'), { tone: 'good' }),
    onError: fail,
    onSettled: () => {
      setGone(undefined);
      void client.invalidateQueries({ queryKey: ['approval-rules'] });
    },
  });
  if (!data) return <Waiting />;
  if (open)
    return <RuleForm rule={open === 'new' ? undefined : open} kinds={data.kinds} onClose={() => setOpen(undefined)} />;
  return (
    <>
      <div className="caly">
        <Button kind="primary" icon="plus" onClick={() => setOpen('new')}>
          {t('approval.addRule')}
        </Button>
        <span className="k2">{t('approval.rulesHint')}</span>
      </div>
      {data.items.length === 0 ? (
        <Empty title={t('approval.rulesNone')} text={t('approval.rulesNoneText')} />
      ) : (
        <ul className="rules">
          {data.items.map((r) => (
            <li key={r.id}>
              <div>
                <b>{r.name}</b>{' '}
                <span className={`tag ${r.enabled ? 'g' : ''}`}>
                  {t(r.enabled ? 'approval.enabled' : 'approval.disabled')}
                </span>
                <p className="k2 fs12">{words.sentence(r)}</p>
              </div>
              <span className="sp" />
              <Button small onClick={() => setOpen(r)} aria-label={`${t('common.edit')} ${r.name}`}>
                {t('common.edit')}
              </Button>
              <Button small kind="text" onClick={() => setGone(r)} aria-label={`${t('approval.removeRule')} ${r.name}`}>
                {t('approval.removeRule')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {gone && (
        <Ask
          title={`${t('approval.removeRule')} ${gone.name}`}
          text={t('approval.removeRuleAsk')}
          ok={t('approval.removeRule')}
          danger
          busy={remove.isPending}
          onOk={() => remove.mutate(gone)}
          onCancel={() => setGone(undefined)}
        />
      )}
    </>
  );
}
