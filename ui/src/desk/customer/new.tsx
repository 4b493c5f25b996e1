import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customers } from '../../api/calls';
import { Drawer } from '../../kit/desk/parts';
import { toast } from '../../kit/toast';
import { CustomerForm } from './form';

export function CustomerNew() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ from: '/shell/customers' });
  const close = () => void navigate({ to: '/customers', search });
  return (
    <Drawer title={t('customer.new')} label={t('customer.new')} onClose={close}>
      <CustomerForm
        fresh
        initial={{ kind: 'company' }}
        ok={t('customer.new')}
        onCancel={close}
        onOk={async (v) => {
          const made = await customers.add(v);
          void client.invalidateQueries({ queryKey: ['customers'] });
          toast(t('customer.created'), { tone: 'good' });
          await navigate({ to: '/customers/$id', params: { id: made.id }, search });
        }}
      />
    </Drawer>
  );
}
