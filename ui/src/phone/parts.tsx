// Parts of a phone page that say nothing of their own: waiting, failed, a page head with a way back, a labelled field.
import { Component, type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../kit/icons';
import { goBack } from './route';

export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className="waiting" role="status">
      <span className="sr">{t('common.loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

export function Failed({ text, onRetry }: { text: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="empty" role="alert">
      <p className="k2">{text}</p>
      <button type="button" className="btn" onClick={onRetry}>
        {t('common.retry')}
      </button>
    </div>
  );
}

export function BackHead({ title, back, children }: { title?: string; back: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="top back">
      <button type="button" className="ib" aria-label={t('phone.back')} onClick={() => goBack(back)}>
        <Icon name="back24" />
      </button>
      {title ? <h1>{title}</h1> : <span className="sp" />}
      {children}
    </header>
  );
}

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  label: string;
  value: string;
  onChange: (v: string) => void;
  error?: string;
  hint?: string;
};

export function Field({ label, value, onChange, error, hint, required, ...rest }: FieldProps) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        value={value}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={said ? `${id}s` : undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      {said && (
        <p id={`${id}s`} className={error ? 'f14 bad' : 'f13 k3'} role={error ? 'alert' : undefined}>
          {said}
        </p>
      )}
    </div>
  );
}

/** A page that breaks, or whose file could not be fetched, leaves the others standing. */
export class Guard extends Component<
  { fallback: (again: () => void) => ReactNode; children: ReactNode },
  { broken: boolean }
> {
  state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  render() {
    if (this.state.broken) return this.props.fallback(() => location.reload());
    return this.props.children;
  }
}
