// What has become of rows, or would: four numbers that add up.
import { useTranslation } from 'react-i18next';
import { count } from '../../lib/money';

type Numbers = { created: number; merged: number; skipped: number; failed: number };

export function Counts({ n }: { n: Numbers }) {
  const { t } = useTranslation();
  const items = [
    { key: 'created', n: n.created, label: t('door.created'), tone: '' },
    { key: 'merged', n: n.merged, label: t('door.merged'), tone: '' },
    { key: 'skipped', n: n.skipped, label: t('door.skipped'), tone: '' },
    { key: 'failed', n: n.failed, label: t('door.failedRows'), tone: n.failed ? 'bad' : '' },
  ];
  return (
    <div className="cnt">
      {items.map((i) => (
        // biome-ignore lint/a11y/useSemanticElements: a figure with its name, not a set of fields
        <div key={i.key} role="group" aria-label={i.label}>
          <b className={i.tone}>{count(i.n)}</b>
          <span>{i.label}</span>
        </div>
      ))}
    </div>
  );
}
