// What entries of the journal are called.
import { useTranslation } from 'react-i18next';
import type { Audited } from '../../api/types';

export function useAuditWords() {
  const { t, i18n } = useTranslation();
  // A kind that a later chapter adds goes by its own name until it is worded here.
  const known = (key: string, other: string) => (i18n.exists(key) ? String(t(key as 'audit.title')) : other);
  return {
    kind: (kind: string) => known(`audit.kinds.${kind.replace('.', '_')}`, kind),
    subject: (kind: string) => known(`audit.subjects.${kind}`, kind),
    changes: (e: Audited) =>
      e.changes
        .filter((c) => c.before || c.after)
        .map((c) =>
          c.before
            ? t('audit.change', { label: c.label, before: c.before, after: c.after || t('lead.blank') })
            : t('audit.set', { label: c.label, after: c.after }),
        ),
  };
}
