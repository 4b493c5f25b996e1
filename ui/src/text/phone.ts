// The phone's dictionary: only the chapters its screens speak.
import { startWords } from './init';
import along from './zh/along';
import approval from './zh/approval';
import common from './zh/common';
import day from './zh/day';
import followup from './zh/followup';
import insight from './zh/insight';
import lead from './zh/lead';
import notice from './zh/notice';
import own from './zh/own';
import phone from './zh/phone';
import session from './zh/session';
import shell from './zh/shell';

export const startPhoneWords = () =>
  startWords(
    { along, approval, common, day, followup, insight, lead, notice, own, phone, session, shell },
    async () => (await import('./en')).default,
  );
