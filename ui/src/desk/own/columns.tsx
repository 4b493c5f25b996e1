// Own fields of a company as columns, conditions and boards of a list: what each type of field offers there.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Editing } from '../../kit/desk/cell-edit';
import type { Choice } from '../../kit/desk/chips';
import type { Field as Condition, FieldKind } from '../../kit/desk/conditions';
import type { Column } from '../../kit/desk/table';
import { type OwnField, type OwnValues, ownWords, toForm } from '../../lib/own';
import { membersQuery } from '../lead/filters';
import { may, useSession } from '../session/use';
import { useShow } from '../use';
import { type OwnKind, useOwnFields } from './parts';

type Row = { own?: OwnValues; own_names?: Record<string, string> };

const widths: Partial<Record<OwnField['type'], number>> = { yes_no: 72, number: 88, money: 112, date: 120, person: 88 };
const kinds: Record<OwnField['type'], FieldKind> = {
  text: 'text',
  long_text: 'search',
  number: 'count',
  money: 'amount',
  date: 'day',
  yes_no: 'yes',
  one_of: 'choice',
  many_of: 'choice',
  person: 'choice',
  customer: 'given',
  link: 'text',
};

/** How a value is changed in its cell; what needs more than one line or choice is changed in the form. */
function editing(f: OwnField, value: unknown, people: Choice[], yes: [string, string]): Editing | undefined {
  const typed = (toForm(f, value) as string | undefined) ?? '';
  const none = f.required ? [] : [{ value: '', label: '—' }];
  switch (f.type) {
    case 'text':
    case 'link':
      return { kind: 'text', value: typed };
    case 'number':
    case 'money':
      return { kind: 'number', value: typed };
    case 'date':
      return { kind: 'day', value: typed };
    case 'yes_no':
      return {
        kind: 'choice',
        value: typed,
        choices: [...none, { value: 'true', label: yes[0] }, { value: 'false', label: yes[1] }],
      };
    case 'one_of':
      return {
        kind: 'choice',
        value: typed,
        choices: [
          ...none,
          ...f.options
            .filter((o) => !o.archived || o.key === value)
            .map((o) => ({ value: o.key ?? '', label: o.label })),
        ],
      };
    case 'person':
      return people.length ? { kind: 'choice', value: typed, choices: [...none, ...people] } : undefined;
  }
  return undefined;
}

function usePeople(needed: boolean): Choice[] {
  const session = useSession();
  const members = useQuery({ ...membersQuery, enabled: needed && may(session, 'team.read') }).data?.items ?? [];
  return members.map((m) => ({ value: m.id, label: m.name, hint: m.group_name }));
}

/** A column for each own field the reader sees. */
export function useOwnColumns<R extends Row>(
  kind: OwnKind,
  mayEdit: (row: R) => boolean,
): (Column<R> & { label: string })[] {
  const { t } = useTranslation();
  const show = useShow();
  const list = useOwnFields(kind);
  const people = usePeople(list.some((f) => f.type === 'person'));
  const yes: [string, string] = [t('own.yes'), t('own.no')];
  return list.map((f) => {
    const right = f.type === 'number' || f.type === 'money';
    const words = (r: R) =>
      f.type === 'date' && r.own?.[f.key]
        ? show.day(String(r.own[f.key]))
        : ownWords(f, r.own?.[f.key], r.own_names, yes);
    return {
      key: f.name,
      label: f.label,
      title: f.label,
      width: widths[f.type] ?? 128,
      right,
      sort: f.type === 'long_text' || f.type === 'many_of' ? undefined : f.name,
      hover: (r) => words(r) || undefined,
      cell: (r) => {
        const said = words(r);
        if (!said) return right ? <span className="k3">—</span> : '';
        if (f.type === 'link')
          return (
            <a className="lk el" href={said} target="_blank" rel="noopener noreferrer">
              {said.replace(/^https?:\/\//, '')}
            </a>
          );
        return f.type === 'yes_no' ? <span className={r.own?.[f.key] ? '' : 'k2'}>{said}</span> : said;
      },
      edit: (r) => (f.may_edit && mayEdit(r) ? editing(f, r.own?.[f.key], people, yes) : undefined),
    };
  });
}

/** A condition for each own field the reader sees. */
export function useOwnConditions(kind: OwnKind): Condition[] {
  const { t } = useTranslation();
  const list = useOwnFields(kind);
  const people = usePeople(list.some((f) => f.type === 'person'));
  const choices = (f: OwnField): Choice[] | undefined => {
    if (f.type === 'person') return [{ value: 'me', label: t('list.me') }, ...people];
    if (f.type === 'one_of' || f.type === 'many_of')
      return f.options.map((o) => ({ value: o.key ?? '', label: o.label }));
    return undefined;
  };
  return list.map((f) => ({ field: f.name, label: f.label, kind: kinds[f.type], choices: choices(f) }));
}

/** The own fields that make a board or a few groups: those of one choice. */
export const useOwnLanes = (kind: OwnKind): OwnField[] => useOwnFields(kind).filter((f) => f.type === 'one_of');
