// Small helpers on words.

/** The character on a round badge: the family name of a Chinese name, else the first letter. */
export function badge(name: string): string {
  const first = [...name.trim()][0] ?? '';
  return /[a-z]/i.test(first) ? first.toUpperCase() : first;
}

/** Splits what somebody typed as a list: by comma, Chinese comma, 、, ; or newline. Keeps order, drops repeats. */
export function splitList(typed: string): string[] {
  return [
    ...new Set(
      typed
        .split(/[,，、;；\n]/)
        .map((s) => s.trim())
        .filter(Boolean),
    ),
  ];
}

/** A file size for people. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
