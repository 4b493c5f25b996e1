// Theme and language: kept in the browser, shown on <html>, shared by both entries. The first value is set by theme.js
// before paint; this file changes it later.
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';
export type Lang = 'zh' | 'en';
export type Prefs = { theme: Theme; lang: Lang; dark: boolean };

const media = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A closed storage only means that the choice lasts for this page.
  }
}

let theme: Theme = (read('xg.theme') as Theme | null) ?? 'system';
let lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'zh';
let current = compute();

function compute(): Prefs {
  return { theme, lang, dark: theme === 'dark' || (theme === 'system' && media.matches) };
}

function publish() {
  current = compute();
  document.documentElement.setAttribute('data-theme', current.dark ? 'dark' : 'light');
  document.documentElement.lang = lang === 'en' ? 'en' : 'zh-CN';
  for (const fn of listeners) fn();
}

media.addEventListener('change', publish);

export function setTheme(next: Theme) {
  theme = next;
  keep('xg.theme', next);
  publish();
}

export function setLang(next: Lang) {
  lang = next;
  keep('xg.lang', next);
  publish();
}

export const prefs = (): Prefs => current;

export function onPrefs(fn: () => void): () => void {
  listeners.add(fn);
  return () => listeners.delete(fn);
}

export const usePrefs = (): Prefs => useSyncExternalStore(onPrefs, prefs);
