// One colleague: new or changed; leaving and a new password stand below.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { team } from '../../api/calls';
import type { Group, Member } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { EditForm } from '../../kit/desk/form';
import { Ask, Drawer, Waiting } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { changedOwn, startOwn, withoutOwn } from '../../lib/own';
import { TagsField } from '../lead/form-parts';
import { fieldsQuery, OwnItems } from '../own/parts';
import { rolesQuery } from '../settings/use';
import { useFail } from '../use';

const builtIn = ['salesperson', 'manager', 'leader', 'operations', 'readonly', 'administrator'] as const;
type BuiltIn = (typeof builtIn)[number];

type Values = {
  name: string;
  phone?: string;
  email?: string;
  role: string;
  group_id: string;
  level: number;
  capacity: number;
  tags?: string[];
  lead_of_group?: boolean;
  password?: string;
};
type Props = { member?: Member; groups: Group[]; groupId?: string; onClose: () => void };

export default function MemberDrawer({ member, groups, groupId, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = useFail();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const own = useQuery(fieldsQuery('member'));
  const fields = own.data?.items.filter((f) => f.may_edit) ?? [];
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['members'] });
    void client.invalidateQueries({ queryKey: ['groups'] });
  };
  const done = (text: string, undo?: () => Promise<unknown>) => {
    refresh();
    toast(text, {
      tone: 'good',
      undo: undo && (() => void undo().then(refresh, fail)),
      undoLabel: t('common.undo'),
    });
    onClose();
  };
  const initial: Partial<Values> = member
    ? {
        name: member.name,
        email: member.email,
        role: member.role,
        group_id: member.group_id,
        level: member.level,
        capacity: member.capacity,
        tags: member.tags,
        lead_of_group: member.lead_of_group,
      }
    : { role: 'salesperson', level: 2, capacity: 50, tags: [], group_id: groupId ?? groups[0]?.id };
  const title = member?.name ?? t('team.newMember');
  if (own.isPending) {
    return (
      <Drawer title={title} label={title} onClose={onClose}>
        <Waiting />
      </Drawer>
    );
  }
  return (
    <Drawer title={title} label={title} onClose={onClose}>
      <EditForm<Values>
        docked
        ok={member ? t('common.save') : t('team.newMember')}
        onCancel={onClose}
        initial={{ ...initial, ...startOwn(fields, member?.own) }}
        foot={member && member.state === 'active' && <Leaving member={member} onDone={done} />}
        onOk={async (values) => {
          const v = { ...withoutOwn(values), own: changedOwn(fields, values, member?.own) };
          const contact = { phone: v.phone?.trim() || undefined, email: v.email?.trim() || undefined };
          if (member) {
            await team.patchMember(member.id, { ...v, ...contact, version: member.version });
            done(t('team.saved'));
          } else {
            const made = await team.addMember({ ...v, ...contact, password: v.password ?? '' });
            done(made.existing_account ? t('team.addedOld', { name: v.name }) : t('team.added', { name: v.name }));
          }
        }}
      >
        <Form.Item name="name" label={t('team.member')} rules={[{ required: true, message: t('team.needName') }]}>
          <Input autoFocus={!member} />
        </Form.Item>
        <div className="form2">
          <Form.Item name="phone" label={t('team.phone')}>
            <Input inputMode="tel" placeholder={member?.phone_masked} />
          </Form.Item>
          <Form.Item name="email" label={t('team.email')}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="role" label={t('team.role')}>
          <Select
            options={roles.map((r) => ({
              value: r.key,
              label: builtIn.includes(r.key as BuiltIn)
                ? `${r.name}${t('common.comma')}${t(`team.roleHint.${r.key as BuiltIn}`)}`
                : r.name,
            }))}
          />
        </Form.Item>
        <Form.Item name="group_id" label={t('team.group')} rules={[{ required: true, message: t('team.needGroup') }]}>
          <Select
            options={groups.map((g) => ({ value: g.id, label: g.name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <div className="form2">
          <Form.Item name="level" label={t('team.level')}>
            <Select options={[1, 2, 3, 4, 5].map((n) => ({ value: n, label: t('team.levelN', { n }) }))} />
          </Form.Item>
          <Form.Item name="capacity" label={t('team.capacity')}>
            <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="lead_of_group" valuePropName="checked">
          <Checkbox>{t('team.isHead')}</Checkbox>
        </Form.Item>
        <TagsField label={t('team.tags')} hint={t('team.tagsHint')} />
        <OwnItems kind="member" names={member?.own_names} />
        {!member && (
          <Form.Item
            name="password"
            label={t('team.password')}
            extra={t('team.passwordHint')}
            rules={[{ required: true, min: 10, message: t('session.passwordShort') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        )}
      </EditForm>
    </Drawer>
  );
}

function Leaving({
  member,
  onDone,
}: {
  member: Member;
  onDone: (text: string, undo?: () => Promise<unknown>) => void;
}) {
  const { t } = useTranslation();
  const fail = useFail();
  const [asking, setAsking] = useState<'leave' | 'reset' | null>(null);
  const [password, setPassword] = useState('');
  const leave = useMutation({
    mutationFn: () => team.leave(member.id),
    onSuccess: () => onDone(t('team.leftDone', { name: member.name }), () => team.comeBack(member.id, member.group_id)),
    onError: fail,
  });
  const reset = useMutation({
    mutationFn: () => team.resetPassword(member.id, password),
    onSuccess: () => onDone(t('team.resetDone')),
    onError: fail,
  });
  return (
    <>
      <Button kind="text" onClick={() => setAsking('reset')}>
        {t('team.reset')}
      </Button>
      <Button kind="text" className="bad" onClick={() => setAsking('leave')}>
        {t('team.leave')}
      </Button>
      <span className="sp" />
      {asking === 'leave' && (
        <Ask
          title={t('team.leave')}
          text={t('team.leaveAsk', { name: member.name, n: member.open_leads })}
          ok={t('team.leave')}
          danger
          busy={leave.isPending}
          onOk={() => leave.mutate()}
          onCancel={() => setAsking(null)}
        />
      )}
      {asking === 'reset' && (
        <Ask
          title={t('team.reset')}
          ok={t('team.reset')}
          busy={reset.isPending}
          blocked={password.length < 10 ? t('session.passwordShort') : undefined}
          onOk={() => reset.mutate()}
          onCancel={() => setAsking(null)}
        >
          <label>
            {t('session.newPassword')}
            <input
              className="in"
              type="password"
              autoComplete="new-password"
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          </label>
          <p className="fs12">{t('session.passwordHint')}</p>
        </Ask>
      )}
    </>
  );
}
