// Asks for a proposal and opens it.
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { matching } from '../../api/calls';
import { Button } from '../../kit/desk/button';
import { useFail } from '../use';

export function MatchButton({ filter, ids, small }: { filter?: string[]; ids?: string[]; small?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const fail = useFail();
  const propose = useMutation({
    mutationFn: () => matching.propose(ids ? { ids } : { filter }),
    onSuccess: (batch) => navigate({ to: '/leads/match/$id', params: { id: batch.id } }),
    onError: fail,
  });
  return (
    <Button small={small} icon={small ? undefined : 'swap'} busy={propose.isPending} onClick={() => propose.mutate()}>
      {t('lead.match')}
    </Button>
  );
}
