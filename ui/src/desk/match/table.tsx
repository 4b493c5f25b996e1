// One line per lead: what it is, who should get it, how well it fits, and the reasons by kind.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MatchBatch, MatchItem, MatchReason, Ref } from '../../api/types';
import { Avatar, Dot } from '../../kit/desk/parts';
import { Pop } from '../../kit/desk/pop';
import { Icon } from '../../kit/icons';
import { useShow } from '../use';
import type { Changes } from './page';

type Props = {
  batch: MatchBatch;
  changes: Changes;
  onChange: (lead: string, owner: Ref | null) => void;
  left: Set<string>;
  onLeft: (next: Set<string>) => void;
};

export function MatchTable(p: Props) {
  const { t } = useTranslation();
  const preview = p.batch.state === 'preview';
  return (
    <table className="tbl sticky mt" aria-label={t('match.title')}>
      <thead>
        <tr>
          {preview && (
            <th className="cbx" scope="col">
              <input
                type="checkbox"
                className="cb"
                aria-label={t('common.selectAll')}
                checked={p.left.size === 0}
                onChange={() => p.onLeft(p.left.size === 0 ? new Set(p.batch.items.map((i) => i.lead_id)) : new Set())}
              />
            </th>
          )}
          <th scope="col">{t('match.lead')}</th>
          <th scope="col" className="r w88">
            {t('lead.amountWan')}
          </th>
          <td className="w24" />
          <th scope="col" className="w120">
            {t('match.owner')}
          </th>
          <th scope="col" className="r w64">
            {t('match.score')}
          </th>
          <th scope="col" className="w144">
            {t('match.tag')}
          </th>
          <th scope="col" className="w144">
            {t('match.level')}
          </th>
          <th scope="col" className="w160">
            {t('match.load')}
          </th>
        </tr>
      </thead>
      <tbody>
        {p.batch.items.map((item) => (
          <MatchRow key={item.lead_id} item={item} preview={preview} {...p} />
        ))}
      </tbody>
    </table>
  );
}

function MatchRow({ item, preview, changes, onChange, left, onLeft }: Props & { item: MatchItem; preview: boolean }) {
  const { t } = useTranslation();
  const show = useShow();
  const changed = item.lead_id in changes;
  const owner = changed ? (changes[item.lead_id] ?? null) : item.owner;
  const other = changed ? item.alternatives.find((a) => a.owner.id === owner?.id) : undefined;
  const what = [item.industry, item.region].filter(Boolean);
  const score = changed ? (other?.score ?? (owner?.id === item.owner?.id ? item.score : undefined)) : item.score;
  const of = (kind: MatchReason['kind']) =>
    changed && owner?.id !== item.owner?.id ? [] : item.reasons.filter((r) => r.kind === kind);
  return (
    <tr className={changed ? 'sel' : ''}>
      {preview && (
        <td className="cbx">
          <input
            type="checkbox"
            className="cb"
            aria-label={t('common.selectRow', { name: item.lead_name })}
            checked={!left.has(item.lead_id)}
            onChange={() => {
              const next = new Set(left);
              if (!next.delete(item.lead_id)) next.add(item.lead_id);
              onLeft(next);
            }}
          />
        </td>
      )}
      <td title={item.lead_name}>
        <Link to="/leads/$id" params={{ id: item.lead_id }} search={{ view: 'all' }}>
          {item.lead_name}
        </Link>
        <span className="two">
          {what.map((w, i) => (
            <span key={w}>
              {i > 0 && <Dot />}
              {w}
            </span>
          ))}
        </span>
      </td>
      <td className="r" title={item.expected_amount ? show.exact(item.expected_amount) : undefined}>
        {item.expected_amount ? show.wan(item.expected_amount) : <span className="k3">—</span>}
      </td>
      <td className="k3 arr" aria-hidden="true">
        <Icon name="right" size={14} />
      </td>
      <td className="cbx">
        {preview ? (
          <OwnerPick item={item} owner={owner} onPick={(o) => onChange(item.lead_id, o)} />
        ) : (
          <Owner owner={owner} />
        )}
      </td>
      <td className="r">{score === undefined || !owner ? '' : showScore(score)}</td>
      {(['tag', 'level', 'load'] as const).map((kind) => (
        <td key={kind} className="y">
          <Reasons
            items={kind === 'tag' ? [...of('tag'), ...of('none')] : of(kind)}
            fallback={kind === 'tag' ? other?.text : undefined}
          />
        </td>
      ))}
    </tr>
  );
}

const showScore = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(2));

function Owner({ owner }: { owner: Ref | null }) {
  const { t } = useTranslation();
  if (!owner) return <span className="warn">{t('match.nobody')}</span>;
  return (
    <span className="ow">
      <Avatar name={owner.name} plain />
      {owner.name}
    </span>
  );
}

function OwnerPick({ item, owner, onPick }: { item: MatchItem; owner: Ref | null; onPick: (o: Ref | null) => void }) {
  const { t } = useTranslation();
  const all = item.owner
    ? [
        { owner: item.owner, score: item.score, text: item.reasons.map((r) => r.text).join(t('common.semicolon')) },
        ...item.alternatives,
      ]
    : item.alternatives;
  return (
    <Pop over label={t('match.owner')} className="owb" button={() => <Owner owner={owner} />}>
      {(close) => (
        <div className="alt">
          {all.map((a) => (
            <button
              key={a.owner.id}
              type="button"
              className={`mi ${a.owner.id === owner?.id ? 'on' : ''}`}
              onClick={() => {
                onPick(a.owner);
                close();
              }}
            >
              <b>{a.owner.name}</b>
              <span className="k2">{showScore(a.score)}</span>
              <span className="k2" title={a.text}>
                {a.text}
              </span>
            </button>
          ))}
          <button
            type="button"
            className="mi"
            onClick={() => {
              onPick(null);
              close();
            }}
          >
            <b className="warn">{t('match.nobody')}</b>
          </button>
        </div>
      )}
    </Pop>
  );
}

function Reasons({ items, fallback }: { items: MatchReason[]; fallback?: string }) {
  if (items.length === 0) return fallback ? <span className="k2">{fallback}</span> : null;
  return items.map((r) => (
    <span key={r.text} className={`rs ${r.sign === '-' ? 'warn' : ''}`} title={r.text}>
      <i className={r.sign === '-' ? 'warn' : 'good'}>{r.sign === '-' ? '−' : '+'}</i>
      {r.text}
    </span>
  ));
}
