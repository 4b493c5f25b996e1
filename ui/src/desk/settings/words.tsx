// Dictionaries: reasons as a tree, sources, kinds of touch, tags.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settings, words } from '../../api/calls';
import type { Reason } from '../../api/types';
import { Button, IconButton } from '../../kit/desk/button';
import { Ask, Tabs, Waiting } from '../../kit/desk/parts';
import { PlainSelect } from '../../kit/desk/pills';
import { useFail } from '../use';

type Book = 'reasons' | 'sources' | 'touchKinds' | 'tags';
const books: Book[] = ['reasons', 'sources', 'touchKinds', 'tags'];

export default function WordsPart() {
  const { t } = useTranslation();
  const [book, setBook] = useState<Book>('reasons');
  return (
    <>
      <Tabs
        label={t('settings.words')}
        value={book}
        tabs={books.map((b) => ({ value: b, label: t(`own.${b}`) }))}
        onChange={setBook}
      />
      {book === 'reasons' && (
        <>
          <Reasons kind="lost" />
          <Reasons kind="chance" />
        </>
      )}
      {book === 'sources' && <SourceWords />}
      {book === 'touchKinds' && <TouchKinds />}
      {book === 'tags' && <TagWords />}
    </>
  );
}

/** One act on a dictionary: everything that shows it is read anew. */
function useAct() {
  const client = useQueryClient();
  const fail = useFail();
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      for (const key of ['words', 'reasons', 'tags', 'sources', 'leads', 'lead'])
        void client.invalidateQueries({ queryKey: [key] });
    },
    onError: fail,
  });
}

type Act = ReturnType<typeof useAct>;

/** A name that is asked for: a new word or another name. */
function NameAsk(p: { title: string; value?: string; onOk: (name: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(p.value ?? '');
  return (
    <Ask
      title={p.title}
      ok={t('common.save')}
      blocked={name.trim() ? undefined : t('common.required')}
      onOk={() => p.onOk(name.trim())}
      onCancel={p.onClose}
    >
      <label>
        {t('own.name')}
        <input className="in" value={name} maxLength={50} onChange={(e) => setName(e.target.value)} />
      </label>
    </Ask>
  );
}

function Head({ title, hint, onAdd }: { title: string; hint?: string; onAdd?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="sethead">
      <h2 className="subt">{title}</h2>
      {hint && <span className="k2 fs12">{hint}</span>}
      <span className="sp" />
      {onAdd && (
        <Button small icon="plus" aria-label={`${t('own.addWord')} ${title}`} onClick={onAdd}>
          {t('own.addWord')}
        </Button>
      )}
    </div>
  );
}

type RowProps = {
  name: string;
  archived?: boolean;
  depth?: number;
  onRename?: () => void;
  onArchive?: () => void;
  onRemove?: () => void;
  children?: ReactNode;
};

function Row({ name, archived, depth = 0, onRename, onArchive, onRemove, children }: RowProps) {
  const { t } = useTranslation();
  const verb = t(archived ? 'own.restore' : 'own.archive');
  return (
    <li className={archived ? 'k3' : ''} style={{ paddingLeft: 12 + depth * 24 }}>
      <span>{name}</span>
      {archived && <span className="tag w">{t('own.archived')}</span>}
      <span className="sp" />
      {children}
      {onRename && (
        <Button small kind="text" aria-label={`${t('own.rename')} ${name}`} onClick={onRename}>
          {t('own.rename')}
        </Button>
      )}
      {onArchive && (
        <Button small kind="text" aria-label={`${verb} ${name}`} onClick={onArchive}>
          {verb}
        </Button>
      )}
      {onRemove && (
        <Button small kind="text" aria-label={`${t('own.remove')} ${name}`} onClick={onRemove}>
          {t('own.remove')}
        </Button>
      )}
    </li>
  );
}

/** Reasons in the order of their tree, each with its depth. */
function tree(list: Reason[], parent?: string, depth = 0): { reason: Reason; depth: number }[] {
  return list
    .filter((r) => (r.parent_id ?? undefined) === parent)
    .flatMap((r) => [{ reason: r, depth }, ...tree(list, r.id, depth + 1)]);
}

function Reasons({ kind }: { kind: Reason['kind'] }) {
  const { t } = useTranslation();
  const act = useAct();
  const [ask, setAsk] = useState<{ reason?: Reason; under?: Reason } | null>(null);
  const list = useQuery({ queryKey: ['words', 'reasons', kind], queryFn: () => words.reasons(kind) }).data?.items;
  const title = t(kind === 'lost' ? 'own.reasonsLost' : 'own.reasonsChance');
  if (!list) return <Waiting />;
  return (
    <>
      <Head title={title} onAdd={() => setAsk({})} />
      <ul className="setl" aria-label={title}>
        {tree(list).map(({ reason: r, depth }) => (
          <Row
            key={r.id}
            name={r.text}
            archived={r.archived}
            depth={depth}
            onRename={() => setAsk({ reason: r })}
            onArchive={() => act.mutate(() => words.changeReason(r.id, { version: r.version, archived: !r.archived }))}
            onRemove={() => act.mutate(() => words.removeReason(r.id))}
          >
            {depth < 2 && (
              <IconButton
                small
                icon="plus"
                label={t('own.under', { name: r.text })}
                onClick={() => setAsk({ under: r })}
              />
            )}
          </Row>
        ))}
      </ul>
      {ask && (
        <NameAsk
          title={ask.reason ? t('own.rename') : ask.under ? t('own.under', { name: ask.under.text }) : title}
          value={ask.reason?.text}
          onClose={() => setAsk(null)}
          onOk={(text) => {
            const { reason, under } = ask;
            act.mutate(() =>
              reason
                ? words.changeReason(reason.id, { version: reason.version, text })
                : words.addReason({ kind, text, parent_id: under?.id }),
            );
            setAsk(null);
          }}
        />
      )}
    </>
  );
}

function SourceWords() {
  const { t } = useTranslation();
  const act = useAct();
  const [ask, setAsk] = useState<{ id?: string; name?: string; version?: number } | null>(null);
  const list = useQuery({ queryKey: ['words', 'sources'], queryFn: words.sources }).data?.items;
  const used = useQuery({ queryKey: ['sources'], queryFn: settings.sources }).data?.items ?? [];
  if (!list) return <Waiting />;
  const free = used.filter((s) => s.source && !list.some((w) => w.name === s.source));
  return (
    <>
      <Head title={t('own.sources')} hint={t('own.sourceHint')} onAdd={() => setAsk({})} />
      <ul className="setl" aria-label={t('own.sources')}>
        {list.map((w) => (
          <Row
            key={w.id}
            name={w.name}
            archived={w.archived}
            onRename={() => setAsk(w)}
            onArchive={() => act.mutate(() => words.changeSource(w.id!, { version: w.version, archived: !w.archived }))}
            onRemove={() => act.mutate(() => words.removeSource(w.id!))}
          >
            <Uses act={act} n={used.find((s) => s.source === w.name)?.count ?? 0} />
          </Row>
        ))}
        {free.map((s) => (
          <Row key={s.source} name={s.source}>
            <Uses act={act} n={s.count} />
            <Button
              small
              kind="text"
              aria-label={`${t('own.addWord')} ${s.source}`}
              onClick={() => act.mutate(() => words.addSource(s.source))}
            >
              {t('own.addWord')}
            </Button>
          </Row>
        ))}
      </ul>
      {ask && (
        <NameAsk
          title={ask.id ? t('own.rename') : t('own.sources')}
          value={ask.name}
          onClose={() => setAsk(null)}
          onOk={(name) => {
            const { id, version } = ask;
            act.mutate(() => (id ? words.changeSource(id, { version: version!, name }) : words.addSource(name)));
            setAsk(null);
          }}
        />
      )}
    </>
  );
}

function Uses({ n }: { act: Act; n: number }) {
  const { t } = useTranslation();
  return <span className="k2 fs12">{n ? t('own.stageLeads', { n }) : t('own.unused')}</span>;
}

function TouchKinds() {
  const { t } = useTranslation();
  const act = useAct();
  const [ask, setAsk] = useState<{ key: string; name: string } | null>(null);
  const list = useQuery({ queryKey: ['words', 'touch-kinds'], queryFn: words.touchKinds }).data?.items;
  if (!list) return <Waiting />;
  return (
    <>
      <Head title={t('own.touchKinds')} />
      <ul className="setl" aria-label={t('own.touchKinds')}>
        {list.map((w) => (
          <Row
            key={w.key}
            name={w.name}
            archived={w.archived}
            onRename={() => setAsk(w)}
            onArchive={() => act.mutate(() => words.setTouchKind(w.key, { archived: !w.archived }))}
          />
        ))}
      </ul>
      {ask && (
        <NameAsk
          title={t('own.rename')}
          value={ask.name}
          onClose={() => setAsk(null)}
          onOk={(name) => {
            act.mutate(() => words.setTouchKind(ask.key, { name }));
            setAsk(null);
          }}
        />
      )}
    </>
  );
}

const colours = ['', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'grey'] as const;
type Colour = (typeof colours)[number];
type TagWord = { id: string; name: string; version: number };

function TagWords() {
  const { t } = useTranslation();
  const act = useAct();
  const [ask, setAsk] = useState<Partial<TagWord> | null>(null);
  const [merge, setMerge] = useState<TagWord | null>(null);
  const list = useQuery({ queryKey: ['tags'], queryFn: settings.tags }).data?.items;
  const uses = useQuery({ queryKey: ['tags', 'uses'], queryFn: words.tagUses }).data?.items ?? [];
  if (!list) return <Waiting />;
  const used = (id: string) => uses.find((u) => u.tag_id === id)?.uses ?? {};
  return (
    <>
      <Head title={t('own.tags')} hint={t('own.tagHint')} onAdd={() => setAsk({})} />
      <ul className="setl" aria-label={t('own.tags')}>
        {list.map((x) => {
          const n = used(x.id);
          const any = Object.values(n).some(Boolean);
          return (
            <Row
              key={x.id}
              name={x.name}
              onRename={() => setAsk(x)}
              onRemove={() => act.mutate(() => words.removeTag(x.id))}
            >
              <span className="k2 fs12">
                {any
                  ? t('own.usedBy', { leads: n.lead ?? 0, customers: n.customer ?? 0, members: n.member ?? 0 })
                  : t('own.unused')}
              </span>
              <PlainSelect
                aria-label={`${t('own.colour')} ${x.name}`}
                value={x.colour}
                onChange={(e) => {
                  const colour = e.target.value as Colour;
                  act.mutate(() => words.changeTag(x.id, { version: x.version, colour }));
                }}
              >
                {colours.map((c) => (
                  <option key={c} value={c}>
                    {c ? t(`own.${c}`) : t('own.colourNone')}
                  </option>
                ))}
              </PlainSelect>
              <Button small kind="text" aria-label={`${t('own.merge')} ${x.name}`} onClick={() => setMerge(x)}>
                {t('own.merge')}
              </Button>
            </Row>
          );
        })}
      </ul>
      {ask && (
        <NameAsk
          title={ask.id ? t('own.rename') : t('own.tags')}
          value={ask.name}
          onClose={() => setAsk(null)}
          onOk={(name) => {
            const { id, version } = ask;
            act.mutate(() => (id ? words.changeTag(id, { version: version!, name }) : words.addTag({ name })));
            setAsk(null);
          }}
        />
      )}
      {merge && <MergeAsk tag={merge} all={list} act={act} onClose={() => setMerge(null)} />}
    </>
  );
}

function MergeAsk({ tag, all, act, onClose }: { tag: TagWord; all: TagWord[]; act: Act; onClose: () => void }) {
  const { t } = useTranslation();
  const others = all.filter((x) => x.id !== tag.id);
  const [into, setInto] = useState(others[0]?.id ?? '');
  return (
    <Ask
      title={t('own.mergeInto', { name: tag.name })}
      ok={t('own.merge')}
      onOk={() => {
        act.mutate(() => words.mergeTag(tag.id, into));
        onClose();
      }}
      onCancel={onClose}
    >
      <PlainSelect
        aria-label={t('own.mergeInto', { name: tag.name })}
        value={into}
        onChange={(e) => setInto(e.target.value)}
      >
        {others.map((x) => (
          <option key={x.id} value={x.id}>
            {x.name}
          </option>
        ))}
      </PlainSelect>
    </Ask>
  );
}
