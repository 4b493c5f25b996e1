// A new lead in under twenty seconds: company, contact, phone; the rest folds out.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leads } from '../../api/calls';
import { Problem } from '../../api/problem';
import type { LeadDraft } from '../../api/types';
import { Button } from '../../kit/desk/button';
import { EditForm } from '../../kit/desk/form';
import { Drawer } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { parseWan } from '../../lib/money';
import { changedOwn, withoutOwn } from '../../lib/own';
import { OwnItems, useOwnFields } from '../own/parts';
import { WordInput } from '../own/word-input';
import { may, mayTeam, useSession } from '../session/use';
import { useRefresh } from './acts';
import { AmountField, DayField, ModeField, OwnerField, SourceField, TagsField } from './form-parts';

type Values = Omit<LeadDraft, 'expected_amount'> & { amount?: string };
type Duplicate = { id?: string; owner_name?: string; group_name?: string; last_touch_days?: number };

function DuplicateBox({ found, onAnyway }: { found: Duplicate; onAnyway: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="dup" role="alert">
      <b>{t('lead.duplicateTitle')}</b>
      <p>
        {found.owner_name
          ? t((found.last_touch_days ?? -1) < 0 ? 'lead.duplicateFresh' : 'lead.duplicate', {
              owner: found.owner_name,
              group: found.group_name ?? '',
              days: found.last_touch_days,
            })
          : t('lead.duplicateNobody')}
      </p>
      <div className="dupb">
        {found.id && (
          <Link to="/leads/$id" params={{ id: found.id }} search={{ view: 'all' }} className="btn sm">
            {t('lead.duplicateOpen')}
          </Link>
        )}
        <Button small kind="text" onClick={onAnyway}>
          {t('lead.duplicateAnyway')}
        </Button>
      </div>
    </div>
  );
}

export function LeadNew() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/leads' });
  const session = useSession();
  const refresh = useRefresh();
  const own = useOwnFields('lead').filter((f) => f.may_edit);
  const asked = own.some((f) => f.required);
  const [more, setMore] = useState(false);
  const [found, setFound] = useState<Duplicate | null>(null);
  const [anyway, setAnyway] = useState(false);
  const close = () => void navigate({ to: '/leads', search });
  return (
    <Drawer title={t('lead.newTitle')} label={t('lead.newTitle')} onClose={close}>
      <EditForm<Values>
        docked
        draft="lead"
        ok={t('lead.new')}
        onCancel={close}
        onProblem={(e) => {
          if (!(e instanceof Problem) || e.code !== 'lead.duplicate') return false;
          setFound(e.about<Duplicate>('duplicate') ?? {});
          return true;
        }}
        onOk={async ({ amount, ...v }) => {
          const lead = await leads.add({
            ...withoutOwn(v),
            own: changedOwn(own, v),
            expected_amount: amount ? (parseWan(amount) ?? undefined) : undefined,
            allow_duplicate: anyway || undefined,
          });
          refresh(lead);
          toast(t('lead.created'), { tone: 'good' });
          await navigate({ to: '/leads/$id', params: { id: lead.id }, search });
        }}
      >
        {(form) => (
          <>
            {found && (
              <DuplicateBox
                found={found}
                onAnyway={() => {
                  setFound(null);
                  setAnyway(true);
                  setTimeout(() => form.submit());
                }}
              />
            )}
            <Form.Item
              name="name"
              label={t('lead.company')}
              dependencies={['contact_name', 'phone']}
              rules={[
                ({ getFieldsValue }) => ({
                  validator: () => {
                    const v = getFieldsValue(['name', 'contact_name', 'phone']);
                    return v.name || v.contact_name || v.phone
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('lead.newNeed')));
                  },
                }),
              ]}
            >
              <Input autoFocus />
            </Form.Item>
            <div className="form2">
              <Form.Item name="contact_name" label={t('lead.contact')}>
                <Input />
              </Form.Item>
              <Form.Item name="phone" label={t('lead.phone')}>
                <Input inputMode="tel" />
              </Form.Item>
              <SourceField />
              <AmountField />
            </div>
            <Form.Item name="note" label={t('lead.note')}>
              <Input.TextArea rows={2} />
            </Form.Item>
            {asked && !more && <OwnItems kind="lead" asked />}
            {more ? (
              <>
                <div className="form2">
                  <Form.Item name="contact_title" label={t('lead.contactTitle')}>
                    <Input />
                  </Form.Item>
                  <Form.Item name="email" label={t('lead.email')}>
                    <Input />
                  </Form.Item>
                  <Form.Item name="wechat" label={t('lead.wechat')}>
                    <Input />
                  </Form.Item>
                  <DayField name="next_due" label={t('lead.next')} />
                  <Form.Item name="industry" label={t('lead.industry')}>
                    <WordInput book="industry" />
                  </Form.Item>
                  <Form.Item name="region" label={t('lead.region')}>
                    <WordInput book="region" />
                  </Form.Item>
                </div>
                <TagsField />
                <ModeField />
                <OwnItems kind="lead" />
                {may(session, 'lead.assign') && mayTeam(session, 'team.read') && <OwnerField />}
              </>
            ) : (
              <button type="button" className="lk" onClick={() => setMore(true)}>
                {t('lead.moreFields')}
              </button>
            )}
          </>
        )}
      </EditForm>
    </Drawer>
  );
}
