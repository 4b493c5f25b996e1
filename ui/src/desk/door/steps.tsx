import { useTranslation } from 'react-i18next';
import { Icon } from '../../kit/icons';

/** Where one is in an import, 1 to 4. */
export function ImportSteps({ at, note }: { at: number; note?: string }) {
  const { t } = useTranslation();
  const names = [t('door.stepUpload'), t('door.stepSheet'), t('door.stepMap'), t('door.stepRun')];
  return (
    <div className="stpw">
      <ol className="stp">
        {names.map((name, i) => (
          <li
            key={name}
            className={i + 1 < at ? 'd' : i + 1 === at ? 'o' : ''}
            aria-current={i + 1 === at ? 'step' : undefined}
          >
            <i>{i + 1 < at ? <Icon name="check" size={14} /> : i + 1}</i>
            {name}
          </li>
        ))}
      </ol>
      {note && <span className="fs12 k2">{note}</span>}
    </div>
  );
}
