// The matrix of a role: a row for each permission, a column for each scope; below it what the role shows of sensitive fields.
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PermissionList, RoleView } from '../../api/types';

const scopes = ['none', 'own', 'group', 'below', 'all'] as const;
const sights = ['shown', 'masked', 'hidden'] as const;

type Props = {
  role: RoleView;
  permissions: PermissionList;
  draft: { grants: Record<string, string>; masks: Record<string, string> };
  locked: boolean;
  onGrant: (key: string, scope: string) => void;
  onMask: (key: string, sight: string) => void;
};

export function Grid({ role, permissions, draft, locked, onGrant, onMask }: Props) {
  const { t } = useTranslation();
  const cell = (row: string, name: string, label: string, checked: boolean, set: () => void, off?: boolean) => (
    <label className="rolc">
      <input
        type="radio"
        name={row}
        aria-label={`${name}${t('common.comma')}${label}`}
        checked={checked}
        disabled={off}
        onChange={set}
      />
    </label>
  );
  return (
    <>
      <table className="tbl rolt" aria-label={t('access.matrix')}>
        <thead>
          <tr>
            <th scope="col">{t('access.permission')}</th>
            {scopes.map((s) => (
              <th key={s} scope="col" className="c">
                {t(`access.scopes.${s}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.groups.map((g) => (
            <Fragment key={g.key}>
              <tr className="grp">
                <th scope="rowgroup" colSpan={6}>
                  {g.label}
                </th>
              </tr>
              {g.items.map((p) => {
                const now = draft.grants[p.key] ?? role.grants?.[p.key] ?? 'none';
                const yesNo = p.scopes.length === 1;
                return (
                  <tr key={p.key} className={p.key in draft.grants ? 'edited' : ''}>
                    <th scope="row">
                      {p.label}
                      {p.hint && <span className="k2 fs12">{p.hint}</span>}
                    </th>
                    <td className="c">
                      {cell(
                        p.key,
                        p.label,
                        t('access.scopes.none'),
                        now === 'none',
                        () => onGrant(p.key, 'none'),
                        locked,
                      )}
                    </td>
                    {yesNo ? (
                      <td className="c" colSpan={4}>
                        <label className="rolc">
                          <input
                            type="radio"
                            name={p.key}
                            aria-label={`${p.label}${t('common.comma')}${t('access.can')}`}
                            checked={now !== 'none'}
                            disabled={locked}
                            onChange={() =>
                              onGrant(
                                p.key,
                                role.grants?.[p.key] !== 'none' ? (role.grants?.[p.key] ?? p.scopes[0]!) : p.scopes[0]!,
                              )
                            }
                          />
                          {t('access.can')}
                        </label>
                      </td>
                    ) : (
                      scopes.slice(1).map((s) => (
                        <td key={s} className="c">
                          {(p.scopes.includes(s) || now === s) &&
                            cell(p.key, p.label, t(`access.scopes.${s}`), now === s, () => onGrant(p.key, s), locked)}
                        </td>
                      ))
                    )}
                  </tr>
                );
              })}
            </Fragment>
          ))}
        </tbody>
      </table>
      <h3 className="rolm">{t('access.masks')}</h3>
      <p className="k2">{t('access.masksHint')}</p>
      <table className="tbl rolt" aria-label={t('access.masks')}>
        <thead>
          <tr>
            <th scope="col">{t('access.fieldHead')}</th>
            {sights.map((s) => (
              <th key={s} scope="col" className="c">
                {t(`access.sight.${s}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.masks.map((m) => {
            const key = `${m.kind}.${m.field}`;
            const name = `${m.label} · ${m.name}`;
            const now = draft.masks[key] ?? role.masks?.[key] ?? m.usual;
            return (
              <tr key={key} className={key in draft.masks ? 'edited' : ''}>
                <th scope="row">{name}</th>
                {sights.map((s) => (
                  <td key={s} className="c">
                    {m.sights.includes(s) &&
                      cell(
                        key,
                        name,
                        t(`access.sight.${s}`),
                        now === s,
                        () => onMask(key, s),
                        locked && sights.indexOf(s) > sights.indexOf(m.usual as (typeof sights)[number]),
                      )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
