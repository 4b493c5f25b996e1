// What stands where a page cannot.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem, problemText } from '../../api/problem';

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <div className="blank">
      <h2>{t('common.notFound')}</h2>
      <div className="row">
        <Link to="/today" className="btn">
          {t('common.home')}
        </Link>
      </div>
    </div>
  );
}

export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <div className="blank" role="alert">
      <h2>{error instanceof Problem ? problemText(error, t('common.offline')) : t('common.broken')}</h2>
      <div className="row">
        <button type="button" className="btn p" onClick={() => location.reload()}>
          {t('common.retry')}
        </button>
      </div>
    </div>
  );
}
