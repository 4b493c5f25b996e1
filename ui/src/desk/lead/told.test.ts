import { expect, it } from 'vitest';
import type { TimelineItem } from '../../api/types';
import { isReason, told } from './told';

const entry = (kind: string, fields: Record<string, [string, string]>): TimelineItem => ({
  id: '1',
  at: '2026-11-24T01:00:00Z',
  actor: null,
  kind,
  changes: Object.entries(fields).map(([field, [before, after]]) => ({ field, label: field, before, after })),
});

it('系统顺手记的不占一行', () => {
  const t = told(entry('touch.logged', { last_touch_at: ['', 'x'], next_kind: ['', 'phone'], chance: ['', '小'] }));
  expect(t.changes.map((c) => c.field)).toEqual(['chance']);
});

it('改资料分得清是推阶段还是排日子', () => {
  expect(told(entry('lead.edited', { stage_id: ['新线索', '已接触'], stage_top: ['1', '2'] })).title).toBe('stage');
  expect(told(entry('lead.edited', { next_due: ['', '2026-11-25'] })).title).toBe('planned');
  expect(told(entry('lead.edited', { name: ['甲', '乙'] })).title).toBe('edited');
});

it('交给谁说在标题里', () => {
  const t = told(entry('lead.assigned', { owner_id: ['', '林若溪'], group_id: ['', '华东'] }));
  expect(t).toMatchObject({ title: 'assigned', owner: '林若溪', changes: [] });
});

it('重点说成设了还是取消了，不说 true', () => {
  const on = told(entry('lead.marked', { key: ['', '是'], key_reason: ['', '当地样板厂'] }));
  expect(on.title).toBe('keyed');
  expect(on.changes.map((c) => c.after)).toEqual(['当地样板厂']);
  expect(told(entry('lead.marked', { key: ['是', ''], key_reason: ['当地样板厂', ''] }))).toMatchObject({
    title: 'unkeyed',
    changes: [],
  });
});

it('给了原因就说原因', () => {
  for (const kind of ['lead.assigned', 'lead.postponed', 'touch.logged']) {
    const t = told(entry(kind, { owner_id: ['', '林若溪'], reason: ['', '对方出差'] }));
    expect(t.changes.filter(isReason).map((c) => c.after)).toEqual(['对方出差']);
  }
});

it('一笔跟进只说下次是哪天，不说原来约的那天', () => {
  const t = told({
    ...entry('touch.logged', { next_due: ['2026-11-24', '2026-11-27'] }),
    touch: { kind: 'phone', result: 'progress', content: '' },
  });
  expect(t.changes).toEqual([{ field: 'next_due', label: 'next_due', before: '', after: '2026-11-27' }]);
});

it('不认得的事也有一句', () => expect(told(entry('lead.unheard', {})).title).toBe('happened'));
