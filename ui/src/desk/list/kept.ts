// What one person likes of every list on this machine: kept in the browser, never in the address.
import { useState } from 'react';

export function useKept<T>(key: string, fallback: T): [T, (next: T | undefined) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const text = localStorage.getItem(`xg.${key}`);
      return text === null ? fallback : (JSON.parse(text) as T);
    } catch {
      return fallback;
    }
  });
  return [
    value,
    (next) => {
      setValue(next ?? fallback);
      try {
        if (next === undefined) localStorage.removeItem(`xg.${key}`);
        else localStorage.setItem(`xg.${key}`, JSON.stringify(next));
      } catch {
        // A closed storage only means that the choice lasts for this page.
      }
    },
  ];
}
