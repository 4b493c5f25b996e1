// The last cell of a row of days: any other day, by the phone's own date picker.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../kit/icons';
import { addDays } from '../../lib/day';
import { useShow } from '../use';

export function DayCell({ value, onPick }: { value: string; onPick: (day: string) => void }) {
  const { t } = useTranslation();
  const show = useShow();
  return (
    <label className={`chip day${value ? ' on' : ''}`}>
      <input
        type="date"
        aria-label={t('lead.pickDay')}
        min={show.today}
        max={addDays(show.today, 730)}
        value={value}
        onChange={(e) => e.target.value >= show.today && onPick(e.target.value)}
        onClick={(e) => {
          // A tap anywhere opens the picker, not only on the small mark of the field.
          try {
            e.currentTarget.showPicker();
          } catch {
            // Browsers without it open the picker by themselves.
          }
        }}
      />
      {value ? <span>{show.near(value)}</span> : <Icon name="calendar24" size={20} />}
      <small>{value ? show.short(value) : t('lead.pickDay')}</small>
    </label>
  );
}
