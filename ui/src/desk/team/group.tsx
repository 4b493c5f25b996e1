import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { team } from '../../api/calls';
import type { Group } from '../../api/types';
import { EditForm } from '../../kit/desk/form';
import { Drawer } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { flatTree } from './tree';

type Values = { name: string; parent_id?: string };

export default function GroupDrawer({
  group,
  groups,
  onClose,
}: {
  group?: Group;
  groups: Group[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const title = group ? t('team.renameGroup') : t('team.newGroup');
  // A group cannot stand below itself: its own branch is no choice.
  const branch = new Set<string>(group ? [group.id] : []);
  for (const { group: g } of flatTree(groups)) if (g.parent_id && branch.has(g.parent_id)) branch.add(g.id);
  const parents = groups.filter((g) => !branch.has(g.id));
  return (
    <Drawer title={title} label={title} onClose={onClose}>
      <EditForm<Values>
        docked
        ok={t('common.save')}
        onCancel={onClose}
        initial={group ? { name: group.name, parent_id: group.parent_id ?? undefined } : {}}
        onOk={async (v) => {
          if (group) await team.patchGroup(group.id, { ...v, version: group.version });
          else await team.addGroup({ name: v.name, parent_id: v.parent_id || undefined });
          void client.invalidateQueries({ queryKey: ['groups'] });
          toast(group ? t('team.saved') : t('team.groupAdded'), { tone: 'good' });
          onClose();
        }}
      >
        <Form.Item name="name" label={t('team.groupName')} rules={[{ required: true, message: t('team.needName') }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="parent_id" label={t('team.groupParent')}>
          <Select
            allowClear
            placeholder={t('team.groupTop')}
            options={parents.map((g) => ({ value: g.id, label: g.name }))}
          />
        </Form.Item>
      </EditForm>
    </Drawer>
  );
}
