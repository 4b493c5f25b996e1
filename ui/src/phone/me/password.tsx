// A new password; every other device is signed out by it.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/calls';
import { byField, problemText } from '../../api/problem';
import { Sheet } from '../../kit/phone/sheet';
import { toast } from '../../kit/toast';
import { Field } from '../parts';

const SHORTEST = 10;

export function PasswordSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const save = async (e: FormEvent) => {
    e.preventDefault();
    const found: Record<string, string> = {};
    if (!old) found.old = t('session.passwordNeed');
    if ([...next].length < SHORTEST) found.new = t('session.passwordShort');
    setErrors(found);
    if (found.old || found.new) return;
    setBusy(true);
    try {
      await session.password(old, next);
      toast(t('session.passwordChanged'), { tone: 'good' });
      onClose();
    } catch (problem) {
      const { fields, rest } = byField(problem, ['old', 'new']);
      const hit = Object.fromEntries(fields.map((f) => [f.name, f.errors[0]!]));
      setErrors(fields.length ? { ...hit, rest } : { rest: problemText(problem, t('common.offline')) });
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={t('session.changePassword')}
      closeLabel={t('common.close')}
      onClose={onClose}
      foot={
        <button type="submit" form="password" className="btn p wide" disabled={busy}>
          {t('common.save')}
        </button>
      }
    >
      <form id="password" onSubmit={(e) => void save(e)} noValidate>
        <Field
          label={t('session.oldPassword')}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={errors.old}
        />
        <Field
          label={t('session.newPassword')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          hint={t('session.passwordHint')}
          error={errors.new}
        />
        {errors.rest && (
          <p className="f14 bad" role="alert">
            {errors.rest}
          </p>
        )}
      </form>
    </Sheet>
  );
}
