// Own fields: a list per kind of record, a drawer for one field. A change that would break records says so first.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fields } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { Button } from '../../kit/desk/button';
import { EditForm } from '../../kit/desk/form';
import { Drawer, Empty, Tabs, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { fromForm, type OwnField, toForm } from '../../lib/own';
import type { OwnKind } from '../own/parts';
import { useFail } from '../use';
import { rolesQuery } from './use';

type Plan = components['schemas']['RecordFieldPlan'];
type Draft = components['schemas']['RecordFieldDraft'];
type Choice = 'keep' | 'fill' | 'archive';
const kinds: OwnKind[] = ['lead', 'customer', 'member'];
const types: OwnField['type'][] = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'yes_no',
  'one_of',
  'many_of',
  'person',
  'customer',
  'link',
];

export default function FieldsPart() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const [kind, setKind] = useState<OwnKind>('lead');
  const [open, setOpen] = useState<OwnField | 'new' | null>(null);
  // Fields are mostly added one after another: the next form starts with the type of the last one.
  const [next, setNext] = useState<{ n: number; type: OwnField['type'] }>({ n: 0, type: 'text' });
  const query = useQuery({
    queryKey: ['fields', kind, 'all'],
    queryFn: () => fields.list({ kind, archived: true }),
  });
  const refresh = () => void client.invalidateQueries({ queryKey: ['fields'] });
  const act = useMutation({
    mutationFn: ({ field, what }: { field: OwnField; what: 'archive' | 'restore' | 'remove' }): Promise<unknown> =>
      fields[what](field.id),
    onSuccess: refresh,
    onError: fail,
  });
  const typeName = useTypeName();
  const items = query.data?.items;
  return (
    <div className="split">
      <div className="grow">
        <p className="k2">{t('own.hint')}</p>
        <div className="sethead">
          <Tabs
            label={t('own.title')}
            value={kind}
            tabs={kinds.map((k) => ({ value: k, label: t(`own.${k}`) }))}
            onChange={(k) => {
              setKind(k);
              setOpen(null);
            }}
          />
          <span className="sp" />
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              setNext({ n: next.n + 1, type: 'text' });
              setOpen('new');
            }}
          >
            {t('own.add')}
          </Button>
        </div>
        {!items ? (
          <Waiting />
        ) : items.length === 0 ? (
          <Empty title={t('own.none')} text={t('own.noneHint')} />
        ) : (
          <ul className="setl" aria-label={t('own.title')}>
            {items.map((f) => (
              <li key={f.id} className={f.archived ? 'k3' : ''}>
                <button type="button" className="lk w6" onClick={() => setOpen(f)}>
                  {f.label}
                </button>
                <span className="k2">{typeName(f.type)}</span>
                {f.required && <span className="tag">{t('own.required')}</span>}
                {f.unique && <span className="tag">{t('own.unique')}</span>}
                {f.archived && <span className="tag w">{t('own.archived')}</span>}
                <span className="sp" />
                <Button
                  small
                  kind="text"
                  aria-label={`${t(f.archived ? 'own.restore' : 'own.archive')} ${f.label}`}
                  onClick={() => act.mutate({ field: f, what: f.archived ? 'restore' : 'archive' })}
                >
                  {t(f.archived ? 'own.restore' : 'own.archive')}
                </Button>
                <Button
                  small
                  kind="text"
                  aria-label={`${t('own.remove')} ${f.label}`}
                  onClick={() => act.mutate({ field: f, what: 'remove' })}
                >
                  {t('own.remove')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {open && (
        <FieldDrawer
          key={open === 'new' ? `new-${kind}-${next.n}` : open.id}
          type={next.type}
          kind={kind}
          field={open === 'new' ? undefined : open}
          onClose={() => setOpen(null)}
          onDone={(again) => {
            refresh();
            if (again) setNext({ n: next.n + 1, type: again });
            else setOpen(null);
          }}
        />
      )}
    </div>
  );
}

function useTypeName() {
  const { t } = useTranslation();
  return (type: OwnField['type']) => t(type === 'customer' ? 'own.customer_type' : `own.${type}`);
}

type Values = {
  label: string;
  type: OwnField['type'];
  options?: string;
  help?: string;
  default?: string;
  required?: boolean;
  unique?: boolean;
  view_roles?: string[];
  edit_roles?: string[];
};

const lines = (text?: string) =>
  (text ?? '')
    .split('\n')
    .map((x) => x.trim())
    .filter(Boolean);

/** Options by their names: a line that was there keeps its key, another is new; archived ones stay. */
function optionsOf(field: OwnField | undefined, text?: string): Draft['options'] {
  const had = field?.options ?? [];
  const named = lines(text);
  // A changed name in the same place is a rename, where nothing was added or taken away.
  const offered = had.filter((o) => !o.archived);
  const same = offered.length === named.length;
  const next = named.map((label, i) => {
    const known = offered.find((o) => o.label === label) ?? (same ? offered[i] : undefined);
    return known ? { key: known.key, label } : { label };
  });
  return [...next, ...had.filter((o) => o.archived)];
}

function FieldDrawer(p: {
  kind: OwnKind;
  field?: OwnField;
  /** What a new field starts as. */
  type: OwnField['type'];
  onClose: () => void;
  /** `again` is the type of a field just added where another follows. */
  onDone: (again?: OwnField['type']) => void;
}) {
  const { t } = useTranslation();
  const { field } = p;
  const typeName = useTypeName();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [choice, setChoice] = useState<Choice>();
  const [more, setMore] = useState(false);
  const again = useRef(false);
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const title = field ? t('own.edit') : t('own.add');
  const initial: Partial<Values> = field
    ? {
        label: field.label,
        type: field.type,
        help: field.help,
        options: field.options
          .filter((o) => !o.archived)
          .map((o) => o.label)
          .join('\n'),
        default: toForm(field, field.default) as string,
        required: field.required,
        unique: field.unique,
        view_roles: field.view_roles,
        edit_roles: field.edit_roles,
      }
    : { type: p.type };
  const draft = (v: Values): Draft => {
    const picks = v.type === 'one_of' || v.type === 'many_of';
    const options = picks ? optionsOf(field, v.options) : undefined;
    const out: Draft = { label: v.label, type: v.type, options };
    if (more || field) {
      const named = options?.find((o) => o.label === v.default);
      const preset = picks && v.default ? (named?.key ?? v.default) : v.default;
      const shape = { ...(field ?? ({} as OwnField)), type: v.type };
      const value = fromForm(shape, preset);
      Object.assign(out, {
        help: v.help ?? '',
        default: v.type === 'many_of' && value ? [value] : value,
        required: Boolean(v.required),
        unique: Boolean(v.unique),
        view_roles: v.view_roles ?? [],
        edit_roles: v.edit_roles ?? [],
      });
    }
    return out;
  };
  return (
    <Drawer title={title} label={title} onClose={p.onClose}>
      <EditForm<Values>
        docked
        ok={t('common.save')}
        onCancel={p.onClose}
        initial={initial}
        onProblem={(e) => {
          again.current = false;
          const found = e instanceof Problem && e.code === 'setting.choice' ? e.about<Plan>('plan') : undefined;
          if (!found) return false;
          setPlan(found);
          setChoice(found.choices[0] as Choice | undefined);
          return true;
        }}
        onOk={async (v) => {
          if (field)
            await fields.change(field.id, { ...draft(v), version: field.version, choice: plan ? choice : undefined });
          else await fields.add({ ...draft(v), kind: p.kind });
          toast(field ? t('own.saved') : t('own.added', { label: v.label }), { tone: 'good' });
          p.onDone(again.current ? v.type : undefined);
        }}
        foot={
          field ? undefined : (
            <Button
              kind="text"
              onClick={(e) => {
                again.current = true;
                e.currentTarget.form?.requestSubmit();
              }}
            >
              {t('own.saveNext')}
            </Button>
          )
        }
      >
        {plan && <PlanBox plan={plan} choice={choice} onChoice={setChoice} />}
        <Form.Item name="label" label={t('own.label')} rules={[{ required: true, message: t('common.required') }]}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="type" label={t('own.type')}>
          <Select listHeight={400} options={types.map((x) => ({ value: x, label: typeName(x) }))} />
        </Form.Item>
        <Form.Item noStyle dependencies={['type']}>
          {({ getFieldValue }) =>
            ['one_of', 'many_of'].includes(getFieldValue('type')) && (
              <Form.Item name="options" label={t('own.options')}>
                <Input.TextArea rows={4} placeholder={t('own.optionsHint')} />
              </Form.Item>
            )
          }
        </Form.Item>
        {more || field ? (
          <>
            <Form.Item name="help" label={t('own.help')}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item noStyle dependencies={['type', 'options']}>
              {({ getFieldValue }) => (
                <PresetItem type={getFieldValue('type')} options={lines(getFieldValue('options'))} field={field} />
              )}
            </Form.Item>
            <Form.Item name="required" valuePropName="checked">
              <Checkbox>{t('own.required')}</Checkbox>
            </Form.Item>
            <Form.Item name="unique" valuePropName="checked">
              <Checkbox>{t('own.unique')}</Checkbox>
            </Form.Item>
            {(['view_roles', 'edit_roles'] as const).map((name) => (
              <Form.Item key={name} name={name} label={t(name === 'view_roles' ? 'own.viewRoles' : 'own.editRoles')}>
                <Select
                  mode="multiple"
                  placeholder={t('own.everybody')}
                  options={roles.filter((r) => r.key !== 'administrator').map((r) => ({ value: r.key, label: r.name }))}
                />
              </Form.Item>
            ))}
          </>
        ) : (
          <button type="button" className="lk" onClick={() => setMore(true)}>
            {t('own.more')}
          </button>
        )}
      </EditForm>
    </Drawer>
  );
}

function PresetItem({ type, options, field }: { type: OwnField['type']; options: string[]; field?: OwnField }) {
  const { t } = useTranslation();
  if (type === 'person' || type === 'customer') return null;
  if (type === 'one_of' || type === 'many_of') {
    const keyOf = (label: string) => field?.options.find((o) => o.label === label)?.key ?? label;
    return (
      <Form.Item name="default" label={t('own.preset')}>
        <Select allowClear options={options.map((o) => ({ value: keyOf(o), label: o }))} />
      </Form.Item>
    );
  }
  if (type === 'yes_no')
    return (
      <Form.Item name="default" label={t('own.preset')}>
        <Select
          allowClear
          options={[
            { value: 'true', label: t('own.yes') },
            { value: 'false', label: t('own.no') },
          ]}
        />
      </Form.Item>
    );
  return (
    <Form.Item name="default" label={t('own.preset')}>
      <Input />
    </Form.Item>
  );
}

function PlanBox({ plan, choice, onChoice }: { plan: Plan; choice?: Choice; onChoice: (c: Choice) => void }) {
  const { t } = useTranslation();
  return (
    <div className="dup" role="alert">
      <b>{t('own.breaks', { n: plan.breaks })}</b>
      {plan.examples.length > 0 && (
        <p>{t('own.examples', { names: plan.examples.map((e) => e.title || e.id).join(t('common.list')) })}</p>
      )}
      {plan.choices.length === 0 && <p>{t('own.noChoice')}</p>}
      {(plan.choices as Choice[]).map((c) => (
        <label key={c} className="radio">
          <input type="radio" name="choice" checked={c === choice} onChange={() => onChoice(c)} />
          {t(c === 'archive' ? 'own.archiveOption' : `own.${c}`)}
        </label>
      ))}
    </div>
  );
}
