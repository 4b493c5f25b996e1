// One lead beside the list: what it is, how it stands, what to do next and why, facts, timeline.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem, problemText } from '../../api/problem';
import type { Lead } from '../../api/types';
import { IconButton } from '../../kit/desk/button';
import { Dot, Drawer, Facts, Failed, StageBar, Tabs, Waiting } from '../../kit/desk/parts';
import { Icon } from '../../kit/icons';
import { remember } from '../../lib/recent';
import { ApprovalLink } from '../approval/link';
import { useSession } from '../session/use';
import { LOG } from '../shell/commands';
import { useShow } from '../use';
import { useLeadActs } from './acts';
import { LeadFacts } from './facts';
import { modesQuery } from './filters';
import { NextBox } from './next-box';
import type { Panel } from './panels';
import { useNeighbours, useRow } from './rows';
import { LeadTimeline } from './timeline';
import { useLeadWords } from './words';

const loadPanels = () => import('./panels');
const LeadPanel = lazy(loadPanels);

/** J and K walk the list, L logs, Escape goes back: only when nobody is typing. */
function useKeys(keys: Record<string, (() => void) | undefined>) {
  useEffect(() => {
    const on = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      const el = e.target as HTMLElement;
      if (el.closest('input,textarea,select,[contenteditable],dialog,.pop')) return;
      const act = keys[e.key.toLowerCase()];
      if (act) {
        e.preventDefault();
        act();
      }
    };
    document.addEventListener('keydown', on);
    return () => document.removeEventListener('keydown', on);
  }, [keys]);
}

export function LeadDrawer() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/leads/$id' });
  const navigate = useNavigate();
  const row = useRow(id);
  const near = useNeighbours(id);
  const session = useSession();
  const [panel, setPanel] = useState<Panel | null>(null);
  const query = useQuery({ queryKey: ['lead', id], queryFn: () => leads.get(id), placeholderData: row });
  const lead = query.data;
  // What one may no longer see goes from an open screen too, though it was read before.
  const gone = query.error instanceof Problem && query.error.status === 404;
  const close = () => void navigate({ to: '/leads', search: (s) => s });
  const go = (to?: string) => {
    if (to) void navigate({ to: '/leads/$id', params: { id: to }, search: (s) => s });
  };
  useKeys({
    j: () => go(near.next),
    k: () => go(near.prev),
    l: lead?.can?.touch?.ok ? () => setPanel('log') : undefined,
    escape: panel ? () => setPanel(null) : close,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lead starts without an open form
  useEffect(() => setPanel(null), [id]);
  useEffect(() => {
    const log = () => setPanel('log');
    if (window.location.hash === '#log') log();
    document.addEventListener(LOG, log);
    return () => document.removeEventListener(LOG, log);
  }, []);
  const named = lead?.title;
  useEffect(() => {
    if (named) remember(session.member.id, { kind: 'lead', id, title: named, subtitle: '' });
  }, [session.member.id, id, named]);
  // The forms are fetched while one reads, so that opening one does not wait.
  useEffect(() => {
    const timer = setTimeout(() => void loadPanels(), 800);
    return () => clearTimeout(timer);
  }, []);

  const title = lead?.title ?? '';
  return (
    <Drawer
      label={title || t('lead.title')}
      title={
        <>
          {title}
          {lead?.key && (
            <span className="flag" title={lead.key_reason}>
              <Icon name="flag" />
              <span className="sr">{t('lead.key')}</span>
            </span>
          )}
        </>
      }
      onClose={panel ? () => setPanel(null) : close}
      tools={
        !panel && (
          <>
            <IconButton
              icon="chevronUp"
              label={`${t('lead.prev')} (K)`}
              disabled={!near.prev}
              onClick={() => go(near.prev)}
            />
            <IconButton
              icon="chevron"
              label={`${t('lead.following')} (J)`}
              disabled={!near.next}
              onClick={() => go(near.next)}
            />
          </>
        )
      }
    >
      {query.isError && (!lead || gone) ? (
        <Failed text={problemText(query.error, t('common.offline'))} />
      ) : !lead ? (
        <Waiting />
      ) : panel ? (
        <Suspense fallback={<Waiting />}>
          <LeadPanel key={panel} panel={panel} lead={lead} onClose={() => setPanel(null)} />
        </Suspense>
      ) : (
        <LeadView lead={lead} onPanel={setPanel} onGone={close} />
      )}
    </Drawer>
  );
}

function LeadView({ lead, onPanel, onGone }: { lead: Lead; onPanel: (p: Panel) => void; onGone: () => void }) {
  const { t } = useTranslation();
  const show = useShow();
  const acts = useLeadActs();
  const words = useLeadWords();
  const [tab, setTab] = useState<'timeline' | 'facts'>('timeline');
  const modes = useQuery(modesQuery).data?.items;
  const stages = modes?.find((m) => m.id === lead.mode.id)?.stages ?? [];
  const at = stages.findIndex((s) => s.id === lead.stage.id);
  const blocked =
    lead.can?.edit?.ok === false ? lead.can.edit.why : lead.state !== 'open' ? words.state(lead.state) : undefined;
  const who = [lead.contact_name, lead.contact_title].filter(Boolean).join(' ');
  return (
    <div className="scroll">
      <p className="dm">
        {lead.no}
        <Dot />
        {lead.mode.name}
        <Dot />
        {lead.source && (
          <>
            {t('lead.origin', { source: lead.source })}
            <Dot />
          </>
        )}
        {who && (
          <>
            {who}
            <Dot />
          </>
        )}
        {lead.owner ? t('lead.follows', { name: lead.owner.name }) : t('lead.nobody')}
      </p>
      {lead.approval && (
        <p className="apv">
          <span className="tag w">{t('approval.inProgress')}</span>
          <ApprovalLink id={lead.approval.id} title={lead.approval.title} />
        </p>
      )}
      {stages.length > 0 && (
        <StageBar
          label={t('lead.stage')}
          stages={stages}
          at={at}
          blocked={blocked}
          onPick={(stage_id) => acts.stage.mutate({ lead, stage_id })}
        />
      )}
      <Facts
        items={[
          {
            label: t('lead.chance'),
            value: words.chance(lead.chance),
            tone: lead.chance === 'large' ? 'acc' : '',
            title: lead.chance_reason,
          },
          lead.expected_amount
            ? {
                label: t('lead.amount'),
                value: show.wan(lead.expected_amount),
                unit: t('common.wan'),
                title: show.exact(lead.expected_amount),
              }
            : { label: t('lead.amount'), value: '—' },
          {
            label: t('lead.idle'),
            value: lead.idle_days,
            unit: `${t('lead.dayUnit')}${t('common.comma')}${lead.touch_count ? t('lead.touches', { n: lead.touch_count }) : t('lead.neverTouched')}`,
          },
        ]}
      />
      <NextBox lead={lead} onPanel={onPanel} />
      <div className="drtabs">
        <Tabs
          label={t('lead.title')}
          value={tab}
          tabs={[
            { value: 'timeline', label: t('lead.timeline') },
            { value: 'facts', label: t('lead.facts') },
          ]}
          onChange={setTab}
        />
      </div>
      {tab === 'timeline' ? (
        <LeadTimeline id={lead.id} />
      ) : (
        <LeadFacts lead={lead} onEdit={() => onPanel('edit')} onGone={onGone} />
      )}
    </div>
  );
}
