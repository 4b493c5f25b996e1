// The one translator from what the server answers to what a person reads. The server already speaks the user's language.

export type FieldError = { field: string; message: string; want?: string };

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.detail || body.title || ''));
    this.name = 'Problem';
    this.status = status;
    this.code = String(body.code ?? '');
    this.fields = Array.isArray(body.errors) ? (body.errors as FieldError[]) : [];
    this.body = body;
  }

  /** What the server tells beside the sentence, such as the record that is already there. */
  about<T>(key: string): T | undefined {
    return (this.body.data as Record<string, T> | undefined)?.[key];
  }

  /** True when no answer came at all: the act may be repeated with the same key. */
  get offline(): boolean {
    return this.status === 0;
  }
}

/** One sentence per field: what is wrong, then what would be right. */
export const fieldText = (e: FieldError): string => [e.message, e.want].filter(Boolean).join('，');

/** Errors by form field name; what belongs to no field of the form comes back as `rest`. */
export function byField(
  problem: unknown,
  known: string[],
): { fields: { name: string; errors: string[] }[]; rest: string } {
  if (!(problem instanceof Problem)) return { fields: [], rest: '' };
  const hit = problem.fields.filter((f) => known.includes(f.field));
  const other = problem.fields.filter((f) => !known.includes(f.field)).map(fieldText);
  const rest = other.join('；') || (hit.length ? '' : problem.message);
  return { fields: hit.map((f) => ({ name: f.field, errors: [fieldText(f)] })), rest };
}

/** One line for a toast. */
export function problemText(problem: unknown, offline: string): string {
  if (!(problem instanceof Problem)) return problem instanceof Error ? problem.message : String(problem);
  if (problem.offline) return offline;
  return problem.message || problem.fields.map(fieldText).join('；') || `${problem.status}`;
}
