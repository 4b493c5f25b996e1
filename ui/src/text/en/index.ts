import type { Words } from '../zh';
import access from './access';
import along from './along';
import approval from './approval';
import audit from './audit';
import bin from './bin';
import common from './common';
import customer from './customer';
import day from './day';
import door from './door';
import followup from './followup';
import home from './home';
import insight from './insight';
import lead from './lead';
import list from './list';
import match from './match';
import notice from './notice';
import own from './own';
import phone from './phone';
import session from './session';
import settings from './settings';
import shell from './shell';
import team from './team';

const en: Words = {
  approval,
  access,
  along,
  audit,
  bin,
  common,
  customer,
  day,
  door,
  followup,
  home,
  insight,
  lead,
  list,
  match,
  notice,
  own,
  phone,
  session,
  settings,
  shell,
  team,
};

export default en;
