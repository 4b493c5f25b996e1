import { describe, expect, it } from 'vitest';
import type { Lead } from '../../api/types';
import { nextStep } from './next';

const lead = (over: Partial<Lead>): Lead =>
  ({
    state: 'open',
    owner: { id: '1', name: '林若溪' },
    next_due: null,
    next_time: '',
    next_note: '',
    overdue_days: 0,
    touch_count: 2,
    idle_days: 4,
    chance_reason: '',
    intake_day: '2026-11-20',
    ...over,
  }) as Lead;

describe('下一步', () => {
  it.each<[string, Partial<Lead>, string, string | undefined]>([
    ['逾期在先', { next_due: '2026-11-20', overdue_days: 2 }, 'overdue', 'idle'],
    ['今天到期，说约好的事', { next_due: '2026-11-24', next_note: '问预算' }, 'today', 'note'],
    ['没人跟的先找人', { owner: null, touch_count: 0 }, 'unassigned', 'fresh'],
    ['没联系过', { touch_count: 0 }, 'first', 'fresh'],
    ['今天刚进来', { touch_count: 0, intake_day: '2026-11-24' }, 'first', 'freshToday'],
    ['跟过但没排', {}, 'none', 'idle'],
    ['赢了就结束', { state: 'won' }, 'won', undefined],
  ])('%s', (_, over, key, why) => {
    const step = nextStep(lead(over), '2026-11-24');
    expect(step.key).toBe(key);
    expect(step.why?.key).toBe(why);
  });
});
