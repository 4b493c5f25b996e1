// What the proposal does to everyone's load: grey what they carry, accent what would be added.
import { useTranslation } from 'react-i18next';
import type { MatchBatch } from '../../api/types';
import type { Changes } from './page';

function addedBy(batch: MatchBatch, changes: Changes, left: Set<string>): Map<string, number> {
  const added = new Map<string, number>();
  for (const i of batch.items) {
    const owner = i.lead_id in changes ? changes[i.lead_id] : i.owner;
    if (owner && !left.has(i.lead_id)) added.set(owner.id, (added.get(owner.id) ?? 0) + 1);
  }
  return added;
}

export function LoadBars({ batch, changes, left }: { batch: MatchBatch; changes: Changes; left: Set<string> }) {
  const { t } = useTranslation();
  const added = addedBy(batch, changes, left);
  const preview = batch.state === 'preview';
  const rows = batch.people.map((p) => ({
    ...p,
    plus: preview ? (added.get(p.id) ?? 0) : batch.state === 'applied' ? p.added : 0,
  }));
  const busiest = [...rows].sort(
    (a, b) => (b.load + b.plus) / Math.max(1, b.capacity) - (a.load + a.plus) / Math.max(1, a.capacity),
  )[0];
  return (
    <aside className="mrc" aria-label={t('match.fair')}>
      <h3>{t('match.fair')}</h3>
      {busiest && (
        <p>
          {t('match.fairLine', { name: busiest.name, load: busiest.load + busiest.plus, capacity: busiest.capacity })}
        </p>
      )}
      {rows.map((p) => {
        const full = Math.max(p.capacity, p.load + p.plus, 1);
        const over = p.load + p.plus > p.capacity * 0.9;
        return (
          <div key={p.id} className="fr">
            <span className="el" title={p.name}>
              {p.name}
            </span>
            <div className="fb" aria-hidden="true">
              <i className="had" style={{ width: `${(p.load / full) * 100}%` }} />
              <i className="new" style={{ left: `${(p.load / full) * 100}%`, width: `${(p.plus / full) * 100}%` }} />
            </div>
            <span className={`r ${over ? 'warn' : ''}`}>
              {p.plus > 0 && <span className="acc">+{p.plus} </span>}
              {p.load + p.plus}/{p.capacity}
            </span>
          </div>
        );
      })}
    </aside>
  );
}
