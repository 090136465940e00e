import type { Examination } from '../examination';
import { apis } from './apis';
import { carriers } from './carriers';
import { components } from './components';
import { crds } from './crds';
import { drift } from './drift';
import { heartbeats } from './heartbeats';
import { intruders } from './intruders';
import { kubeconfigs } from './kubeconfigs';
import { lackingRights } from './lacking-rights';
import { lastingTokens } from './lasting-tokens';
import { leftovers } from './leftovers';
import { localRights } from './local-rights';
import { promotions } from './promotions';
import { reachable } from './reachable';
import { remains } from './remains';
import { rights } from './rights';
import { secrets } from './secrets';
import { shards } from './shards';
import { strangers } from './strangers';
import { terminating } from './terminating';
import { tokens } from './tokens';
import { webhooks } from './webhooks';

/** All that a doctor looks after. */
export const EXAMINATIONS: readonly Examination[] = [
  reachable,
  strangers,
  terminating,
  apis,
  crds,
  components,
  intruders,
  remains,
  secrets,
  kubeconfigs,
  tokens,
  lastingTokens,
  carriers,
  heartbeats,
  leftovers,
  shards,
  promotions,
  rights,
  localRights,
  lackingRights,
  drift,
  webhooks,
];
