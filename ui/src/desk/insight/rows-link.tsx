// A figure that opens the rows behind it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function RowsLink({
  filter,
  className = '',
  children,
}: {
  filter: string[];
  className?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Link
      to="/leads"
      search={{ view: 'all', f: filter.length ? filter : undefined }}
      className={`n ${className}`}
      title={t('insight.openRows')}
      preload={false}
    >
      {children}
    </Link>
  );
}
