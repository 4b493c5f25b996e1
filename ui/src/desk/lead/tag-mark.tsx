// A tag in the company's colour for it.
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from './filters';

export function TagMarks({ tags }: { tags: string[] }) {
  const known = useQuery(tagsQuery).data?.items ?? [];
  return tags.map((name) => {
    const colour = known.find((x) => x.name === name)?.colour;
    return (
      <span key={name} className={`tag tagm${colour ? ` t-${colour}` : ''}`}>
        {name}
      </span>
    );
  });
}
