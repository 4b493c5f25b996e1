// The table of keys: ? shows it from anywhere.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Ask } from '../../kit/desk/parts';

export function KeyTable() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.key !== '?' || (e.target as HTMLElement).closest('input,textarea,select,dialog')) return;
      e.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, []);
  if (!open) return null;
  const rows: [string, string][] = [
    ['J / K', t('list.keyMove')],
    ['Enter', t('list.keyOpen')],
    ['E', t('list.keyEdit')],
    ['X', t('list.keyPick')],
    ['L', t('lead.log')],
    ['/', t('list.keySearch')],
    ['Ctrl K', t('list.keySearch')],
    ['Esc', t('list.keyEscape')],
    ['?', t('list.keyHelp')],
  ];
  return (
    <Ask title={t('list.keys')} ok={t('common.close')} onOk={() => setOpen(false)} onCancel={() => setOpen(false)}>
      <dl className="keys">
        {rows.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Ask>
  );
}
