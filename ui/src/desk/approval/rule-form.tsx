// One rule: its name, when it holds, who decides in what order.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem';
import { type ApprovalKind, type ApprovalRule, approvals } from '../../api/told';
import { Button, IconButton } from '../../kit/desk/button';
import { PlainSelect } from '../../kit/desk/pills';
import { toast } from '../../kit/toast';
import { rolesQuery } from '../settings/use';
import { peopleQuery } from './rule-words';

type Condition = ApprovalRule['conditions'][number];
type Step = ApprovalRule['steps'][number];
type Look = ApprovalKind['looks'][number];

const whos = ['record_leader', 'leader', 'role', 'member'] as const;

export function RuleForm({
  rule,
  kinds,
  onClose,
}: {
  rule?: ApprovalRule;
  kinds: ApprovalKind[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [kind, setKind] = useState(rule?.kind ?? kinds[0]?.kind ?? '');
  const [name, setName] = useState(rule?.name ?? '');
  const [conditions, setConditions] = useState<Condition[]>(rule?.conditions ?? []);
  const [steps, setSteps] = useState<Step[]>(rule?.steps ?? [{ who: 'record_leader' }]);
  const [due, setDue] = useState(String(rule?.due_workdays ?? 2));
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const save = useMutation({
    mutationFn: () => {
      const body = { name, conditions, steps, due_workdays: Number(due) || 0, enabled };
      return rule
        ? approvals.changeRule(rule.id, { ...body, version: rule.version })
        : approvals.addRule({ ...body, kind });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['approval-rules'] });
      toast(t('approval.ruleSaved'), { tone: 'good' });
      onClose();
    },
  });
  const looks = kinds.find((k) => k.kind === kind)?.looks ?? [];
  return (
    <form
      className="setb rulef"
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate();
      }}
    >
      <h2>{t(rule ? 'approval.editRule' : 'approval.addRule')}</h2>
      <div className="setr">
        <label>
          {t('approval.ruleName')}
          <input className="in" maxLength={50} value={name} onChange={(e) => setName(e.target.value)} />
        </label>
        <label htmlFor="rule-kind">
          {t('approval.ruleKind')}
          <PlainSelect id="rule-kind" value={kind} disabled={Boolean(rule)} onChange={(e) => setKind(e.target.value)}>
            {kinds.map((k) => (
              <option key={k.kind} value={k.kind}>
                {k.label}
              </option>
            ))}
          </PlainSelect>
        </label>
        <label>
          {t('approval.dueIn')}
          <input className="in" type="number" min={0} max={60} value={due} onChange={(e) => setDue(e.target.value)} />
        </label>
      </div>
      <Conditions looks={looks} value={conditions} onChange={setConditions} />
      <Steps value={steps} onChange={setSteps} />
      <label className="ckl">
        <input type="checkbox" className="cb" checked={enabled} onChange={(e) => setEnabled(e.target.checked)} />
        {t('approval.enabled')}
      </label>
      {save.isError && (
        <p role="alert" className="formerr">
          {problemText(save.error, t('common.offline'))}
        </p>
      )}
      <div className="setr">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" busy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function Conditions({
  looks,
  value,
  onChange,
}: {
  looks: Look[];
  value: Condition[];
  onChange: (v: Condition[]) => void;
}) {
  const { t } = useTranslation();
  const fresh = (l: Look): Condition => ({
    field: l.field,
    op: l.ops[0] as Condition['op'],
    value: l.options[0]?.value ?? '',
  });
  const put = (i: number, c: Condition) => onChange(value.map((x, j) => (j === i ? c : x)));
  return (
    <fieldset>
      <legend>{t('approval.conditions')}</legend>
      {value.length === 0 && <p className="k2 fs12">{t('approval.conditionsNone')}</p>}
      {value.map((c, i) => {
        const look = looks.find((l) => l.field === c.field) ?? looks[0];
        if (!look) return null;
        return (
          <div key={i} className="setr cond">
            <PlainSelect
              aria-label={t('approval.conditions')}
              value={c.field}
              onChange={(e) => put(i, fresh(looks.find((l) => l.field === e.target.value) ?? look))}
            >
              {looks.map((l) => (
                <option key={l.field} value={l.field}>
                  {l.label}
                </option>
              ))}
            </PlainSelect>
            <PlainSelect
              aria-label={look.label}
              value={c.op}
              onChange={(e) => put(i, { ...c, op: e.target.value as Condition['op'] })}
            >
              {look.ops.map((op) => (
                <option key={op} value={op}>
                  {t(`approval.op.${op as Condition['op']}`)}
                </option>
              ))}
            </PlainSelect>
            <ConditionValue look={look} condition={c} onChange={(v) => put(i, { ...c, value: v })} />
            <IconButton
              icon="close"
              label={`${t('approval.removeCondition')} ${look.label}`}
              onClick={() => onChange(value.filter((_, j) => j !== i))}
            />
          </div>
        );
      })}
      {looks[0] && (
        <Button small icon="plus" onClick={() => onChange([...value, fresh(looks[0]!)])}>
          {t('approval.addCondition')}
        </Button>
      )}
    </fieldset>
  );
}

/** Amounts are written in yuan and kept in fen. */
function ConditionValue(p: { look: Look; condition: Condition; onChange: (v: string) => void }) {
  const { t } = useTranslation();
  const { look, condition: c } = p;
  const label = `${look.label} ${t(`approval.op.${c.op}`)}`;
  if (look.options.length > 0 && c.op !== 'in')
    return (
      <PlainSelect aria-label={label} value={c.value} onChange={(e) => p.onChange(e.target.value)}>
        {look.options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </PlainSelect>
    );
  if (look.kind !== 'money')
    return <input className="in" aria-label={label} value={c.value} onChange={(e) => p.onChange(e.target.value)} />;
  return (
    <span className="setr">
      <input
        className="in"
        type="number"
        min={0}
        aria-label={label}
        value={c.value === '' ? '' : Number(c.value) / 100}
        onChange={(e) => p.onChange(e.target.value === '' ? '' : String(Math.round(Number(e.target.value) * 100)))}
      />
      {t('approval.amountUnit')}
    </span>
  );
}

function Steps({ value, onChange }: { value: Step[]; onChange: (v: Step[]) => void }) {
  const { t } = useTranslation();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const people = useQuery(peopleQuery).data?.items ?? [];
  const put = (i: number, s: Step) => onChange(value.map((x, j) => (j === i ? s : x)));
  const fresh = (who: Step['who']): Step =>
    who === 'role' ? { who, role: 'manager' } : who === 'member' ? { who, member_id: people[0]?.id } : { who };
  return (
    <fieldset>
      <legend>{t('approval.steps')}</legend>
      {value.map((s, i) => (
        <div key={i} className="setr cond">
          <span className="k2">{t('approval.step', { n: i + 1 })}</span>
          <PlainSelect
            aria-label={t('approval.whoLabel', { n: i + 1 })}
            value={s.who}
            onChange={(e) => put(i, fresh(e.target.value as Step['who']))}
          >
            {whos.map((w) => (
              <option key={w} value={w}>
                {t(`approval.who.${w}`)}
              </option>
            ))}
          </PlainSelect>
          {s.who === 'role' && (
            <PlainSelect
              aria-label={t('approval.who.role')}
              value={s.role}
              onChange={(e) => put(i, { who: 'role', role: e.target.value as Step['role'] })}
            >
              {roles.map((r) => (
                <option key={r.key} value={r.key}>
                  {r.name}
                </option>
              ))}
            </PlainSelect>
          )}
          {s.who === 'member' && (
            <PlainSelect
              aria-label={t('approval.who.member')}
              value={s.member_id ?? ''}
              onChange={(e) => put(i, { who: 'member', member_id: e.target.value })}
            >
              {people.map((m) => (
                <option key={m.id} value={m.id}>
                  {m.name}
                </option>
              ))}
            </PlainSelect>
          )}
          {value.length > 1 && (
            <IconButton
              icon="close"
              label={t('approval.removeStep', { n: i + 1 })}
              onClick={() => onChange(value.filter((_, j) => j !== i))}
            />
          )}
        </div>
      ))}
      <Button small icon="plus" onClick={() => onChange([...value, { who: 'role', role: 'manager' }])}>
        {t('approval.addStep')}
      </Button>
    </fieldset>
  );
}
