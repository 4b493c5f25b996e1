import type { Words } from '../zh';
import common from './common';
import customer from './customer';
import day from './day';
import door from './door';
import followup from './followup';
import home from './home';
import insight from './insight';
import lead from './lead';
import match from './match';
import own from './own';
import phone from './phone';
import session from './session';
import settings from './settings';
import shell from './shell';
import team from './team';

const en: Words = {
  common,
  customer,
  day,
  door,
  followup,
  home,
  insight,
  lead,
  match,
  own,
  phone,
  session,
  settings,
  shell,
  team,
};

export default en;
