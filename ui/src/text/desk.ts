// The desk's dictionary: every chapter.
import { startWords } from './init';
import zh from './zh';

export const startDeskWords = () => startWords(zh, async () => (await import('./en')).default);
