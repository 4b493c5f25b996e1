// Sales modes: stages as an ordered list, moved by dragging or by buttons, and what each asks for.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modes } from '../../api/calls';
import type { Mode, Stage } from '../../api/types';
import { Button, IconButton } from '../../kit/desk/button';
import { EditForm } from '../../kit/desk/form';
import { Ask, Drawer, Waiting } from '../../kit/desk/parts';
import { PlainSelect } from '../../kit/desk/pills';
import { toast } from '../../kit/toast';
import { modesQuery } from '../lead/filters';
import { useOwnFields } from '../own/parts';
import { useFail } from '../use';

type Open = { mode?: Mode; stage?: Stage; what: 'mode' | 'stage' | 'remove' };

export default function ModesPart({ writes }: { writes: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const list = useQuery(modesQuery).data?.items;
  const uses = useQuery({ queryKey: ['modes', 'uses'], queryFn: modes.uses, enabled: writes }).data?.items ?? [];
  const done = () => {
    void client.invalidateQueries({ queryKey: ['modes'] });
    setOpen(null);
  };
  if (!list) return <Waiting />;
  const count = (stage: Stage) => uses.find((u) => u.stage_id === stage.id)?.n ?? 0;
  return (
    <div className="split">
      <div className="grow">
        <div className="sethead">
          <p className="k2">
            {t('settings.modesHint')} {t('own.stageEnds')}
          </p>
          <span className="sp" />
          {writes && (
            <Button kind="primary" icon="plus" onClick={() => setOpen({ what: 'mode' })}>
              {t('own.modeAdd')}
            </Button>
          )}
        </div>
        {list.map((m) => (
          <ModeBox key={m.id} mode={m} writes={writes} count={count} onOpen={setOpen} onDone={done} />
        ))}
      </div>
      {open?.what === 'mode' && (
        <ModeDrawer key={open.mode?.id ?? 'new'} mode={open.mode} onClose={() => setOpen(null)} onDone={done} />
      )}
      {open?.what === 'stage' && open.mode && (
        <StageDrawer
          key={open.stage?.id ?? `new-${open.mode.id}`}
          mode={open.mode}
          stage={open.stage}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
      {open?.what === 'remove' && open.mode && open.stage && (
        <RemoveStage
          mode={open.mode}
          stage={open.stage}
          n={count(open.stage)}
          onClose={() => setOpen(null)}
          onDone={done}
        />
      )}
    </div>
  );
}

type BoxProps = {
  mode: Mode;
  writes: boolean;
  count: (s: Stage) => number;
  onOpen: (o: Open) => void;
  onDone: () => void;
};

function ModeBox({ mode: m, writes, count, onOpen, onDone }: BoxProps) {
  const { t } = useTranslation();
  const fail = useFail();
  const [held, setHeld] = useState<number | null>(null);
  const order = useMutation({
    mutationFn: (ids: string[]) => modes.order(m.id, ids),
    onSuccess: onDone,
    onError: fail,
  });
  const remove = useMutation({ mutationFn: () => modes.remove(m.id), onSuccess: onDone, onError: fail });
  const move = (from: number, to: number) => {
    if (to < 0 || to >= m.stages.length || from === to) return;
    const ids = m.stages.map((s) => s.id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.mutate(ids);
  };
  const labels = useNeedLabels();
  return (
    <section className="modep" aria-label={m.name}>
      <h2>
        {m.name}
        <span className="k2 fs12">
          {t('settings.buyer', {
            kind: m.buyer_kind === 'person' ? t('settings.buyerPerson') : t('settings.buyerCompany'),
          })}
          {t('common.comma')}
          {t('settings.stagesN', { n: m.stages.length })}
        </span>
        <span className="sp" />
        {writes && (
          <>
            <Button small kind="text" onClick={() => onOpen({ what: 'mode', mode: m })}>
              {t('own.modeEdit')}
            </Button>
            <Button small kind="text" aria-label={`${t('own.modeRemove')} ${m.name}`} onClick={() => remove.mutate()}>
              {t('own.modeRemove')}
            </Button>
          </>
        )}
      </h2>
      <ol className="setl stages">
        {m.stages.map((s, i) => (
          <li
            key={s.id}
            draggable={writes}
            title={writes ? t('own.drag') : undefined}
            className={held === i ? 'held' : ''}
            onDragStart={() => setHeld(i)}
            onDragEnd={() => setHeld(null)}
            onDragOver={(e) => e.preventDefault()}
            onDrop={() => held !== null && move(held, i)}
          >
            <span className="k3 num">{i + 1}</span>
            {writes ? (
              <button type="button" className="lk" onClick={() => onOpen({ what: 'stage', mode: m, stage: s })}>
                {s.name}
              </button>
            ) : (
              s.name
            )}
            {s.required.length > 0 && (
              <span className="k2 fs12 el">
                {t('own.stageNeeds')}：{s.required.map((n) => labels.get(n) ?? n).join(t('common.list'))}
              </span>
            )}
            <span className="sp" />
            {writes && (
              <>
                <span className="k2 fs12">{t('own.stageLeads', { n: count(s) })}</span>
                <IconButton
                  small
                  icon="chevronUp"
                  label={`${t('own.stageUp')} ${s.name}`}
                  disabled={i === 0}
                  onClick={() => move(i, i - 1)}
                />
                <IconButton
                  small
                  icon="chevron"
                  label={`${t('own.stageDown')} ${s.name}`}
                  disabled={i === m.stages.length - 1}
                  onClick={() => move(i, i + 1)}
                />
                <IconButton
                  small
                  icon="close"
                  label={t('own.stageRemove', { name: s.name })}
                  onClick={() => onOpen({ what: 'remove', mode: m, stage: s })}
                />
              </>
            )}
          </li>
        ))}
        <li className="ends k2">
          <span className="num" />
          <span className="tag">{t('own.won')}</span>
          <span className="tag">{t('own.lost')}</span>
        </li>
      </ol>
      {writes && (
        <Button small icon="plus" onClick={() => onOpen({ what: 'stage', mode: m })}>
          {t('own.stageAdd')}
        </Button>
      )}
    </section>
  );
}

/** What a stage may ask for: the lead's fields that people fill in, and own fields. */
function useNeedLabels(): Map<string, string> {
  const { t } = useTranslation();
  const own = useOwnFields('lead');
  return new Map([
    ['name', t('lead.company')],
    ['contact_name', t('lead.contact')],
    ['contact_title', t('lead.contactTitle')],
    ['phone', t('lead.phone')],
    ['email', t('lead.email')],
    ['wechat', t('lead.wechat')],
    ['source', t('lead.source')],
    ['region', t('lead.region')],
    ['industry', t('lead.industry')],
    ['expected_amount', t('lead.amount')],
    ['chance', t('lead.chance')],
    ['tag', t('lead.tags')],
    ['next_due', t('lead.next')],
    ...own.map((f): [string, string] => [f.name, f.label]),
  ]);
}

type ModeValues = {
  template: 'b2b' | 'b2c' | 'c2b' | 'c2c';
  name?: string;
  buyer_kind?: 'company' | 'person';
  same_by: string[];
};

function ModeDrawer({ mode, onClose, onDone }: { mode?: Mode; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const title = mode ? t('own.modeEdit') : t('own.modeAdd');
  return (
    <Drawer title={title} label={title} onClose={onClose}>
      <EditForm<ModeValues>
        docked
        ok={t('common.save')}
        onCancel={onClose}
        initial={mode ? { name: mode.name, buyer_kind: mode.buyer_kind, same_by: mode.same_by } : { template: 'b2b' }}
        onOk={async ({ template, ...v }) => {
          if (mode) await modes.change(mode.id, { ...v, version: mode.version });
          else await modes.add({ template, name: v.name || undefined });
          toast(t('own.saved'), { tone: 'good' });
          onDone();
        }}
      >
        {!mode && (
          <Form.Item name="template" label={t('own.modeFrom')}>
            <Select options={['b2b', 'b2c', 'c2b', 'c2c'].map((k) => ({ value: k, label: k.toUpperCase() }))} />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('own.modeName')}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        {mode && (
          <>
            <Form.Item name="buyer_kind" label={t('own.buyer')}>
              <Select
                options={[
                  { value: 'company', label: t('settings.buyerCompany') },
                  { value: 'person', label: t('settings.buyerPerson') },
                ]}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={['buyer_kind']}>
              {({ getFieldValue }) => (
                <Form.Item name="same_by" label={t('own.sameBy')}>
                  <Checkbox.Group
                    options={[
                      { value: 'name', label: t('own.sameName'), disabled: getFieldValue('buyer_kind') === 'person' },
                      { value: 'phone', label: t('own.samePhone') },
                      { value: 'email', label: t('own.sameEmail') },
                    ]}
                  />
                </Form.Item>
              )}
            </Form.Item>
          </>
        )}
      </EditForm>
    </Drawer>
  );
}

function StageDrawer(p: { mode: Mode; stage?: Stage; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const { stage } = p;
  const labels = useNeedLabels();
  const title = stage ? stage.name : t('own.stageAdd');
  return (
    <Drawer title={title} label={title} onClose={p.onClose}>
      <EditForm<{ name: string; required?: string[] }>
        docked
        ok={t('common.save')}
        onCancel={p.onClose}
        initial={stage ? { name: stage.name, required: stage.required } : {}}
        onOk={async (v) => {
          if (stage) await modes.changeStage(stage.id, { ...v, version: stage.version });
          else await modes.addStage(p.mode.id, v);
          toast(t('own.saved'), { tone: 'good' });
          p.onDone();
        }}
      >
        <Form.Item name="name" label={t('own.stageName')} rules={[{ required: true, message: t('common.required') }]}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="required" label={t('own.stageNeeds')}>
          <Select
            mode="multiple"
            placeholder={t('own.stageNeedsNone')}
            showSearch={{ optionFilterProp: 'label' }}
            options={[...labels].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
      </EditForm>
    </Drawer>
  );
}

function RemoveStage(p: { mode: Mode; stage: Stage; n: number; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const fail = useFail();
  const others = p.mode.stages.filter((s) => s.id !== p.stage.id);
  const [to, setTo] = useState(others[0]?.id);
  const remove = useMutation({
    mutationFn: () => modes.removeStage(p.stage.id, p.n > 0 ? to : undefined),
    onSuccess: p.onDone,
    onError: fail,
  });
  return (
    <Ask
      danger
      title={t('own.stageRemove', { name: p.stage.name })}
      ok={t('own.remove')}
      busy={remove.isPending}
      onOk={() => remove.mutate()}
      onCancel={p.onClose}
    >
      {p.n > 0 && (
        <>
          <p id="stage-move">{t('own.stageMove', { n: p.n })}</p>
          <PlainSelect aria-labelledby="stage-move" value={to} onChange={(e) => setTo(e.target.value)}>
            {others.map((s) => (
              <option key={s.id} value={s.id}>
                {s.name}
              </option>
            ))}
          </PlainSelect>
        </>
      )}
    </Ask>
  );
}
