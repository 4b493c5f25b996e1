// A form: labels above, errors below, the server's field errors put where they belong, what was typed never lost. A draft
// under `draft` survives a closed tab.
import { Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byField, problemText } from '../../api/problem';
import { AntdTheme } from './antd';
import { Button } from './button';

type Values = Record<string, unknown>;

function readDraft(key?: string): Values | undefined {
  if (!key) return undefined;
  try {
    return JSON.parse(localStorage.getItem(`xg.draft.${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function keepDraft(key: string | undefined, values: Values | null) {
  if (!key) return;
  try {
    if (values) localStorage.setItem(`xg.draft.${key}`, JSON.stringify(values));
    else localStorage.removeItem(`xg.draft.${key}`);
  } catch {
    // Without storage the draft lives only as long as the page.
  }
}

type Props<V> = {
  initial?: Partial<V>;
  ok: string;
  onOk: (values: V) => Promise<unknown>;
  onCancel?: () => void;
  /** Told about an error first; returns true when it has dealt with it. */
  onProblem?: (e: unknown) => boolean;
  draft?: string;
  foot?: ReactNode;
  children: ReactNode | ((form: FormInstance) => ReactNode);
  /** In a drawer the buttons are docked at the bottom. */
  docked?: boolean;
};

function Inner<V extends Values>(p: Props<V>) {
  const { t } = useTranslation();
  const [form] = Form.useForm();
  const [busy, setBusy] = useState(false);
  const [rest, setRest] = useState('');
  useEffect(() => {
    const draft = readDraft(p.draft);
    if (draft) form.setFieldsValue(draft);
  }, [form, p.draft]);
  const submit = async (values: V) => {
    setBusy(true);
    setRest('');
    try {
      await p.onOk(values);
      keepDraft(p.draft, null);
    } catch (e) {
      if (p.onProblem?.(e)) return;
      const split = byField(e, Object.keys(form.getFieldsValue(true)));
      form.setFields(split.fields);
      setRest(split.fields.length ? split.rest : split.rest || problemText(e, t('common.offline')));
    } finally {
      setBusy(false);
    }
  };
  const buttons = (
    <>
      {p.foot}
      {p.onCancel && <Button onClick={p.onCancel}>{t('common.cancel')}</Button>}
      <Button kind="primary" type="submit" busy={busy}>
        {p.ok}
      </Button>
    </>
  );
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={p.initial as Values}
      onFinish={submit}
      onValuesChange={() => keepDraft(p.draft, form.getFieldsValue(true))}
      className={p.docked ? 'formd' : 'formp'}
    >
      <div className={p.docked ? 'db' : ''}>
        {typeof p.children === 'function' ? p.children(form) : p.children}
        {rest && (
          <p role="alert" className="formerr">
            {rest}
          </p>
        )}
      </div>
      <div className={p.docked ? 'df' : 'formb'}>{buttons}</div>
    </Form>
  );
}

export function EditForm<V extends Values>(p: Props<V>) {
  return (
    <AntdTheme>
      <Inner {...p} />
    </AntdTheme>
  );
}
