import { crds } from '../crds';
import { rbac } from '../rbac';
import type { Component } from '../release';
import { webhookConfigurations } from '../webhooks';
import { api } from './api';
import { controller } from './controller';
import { dex } from './dex';
import { externalWebhooksServer } from './external-webhooks-server';
import { extraObjects } from './extra-objects';
import { garbageCollector } from './garbage-collector';
import { issuer } from './issuer';
import { managementController } from './management-controller';
import { namespaces } from './namespaces';
import { users } from './users';
import { webhooksServer } from './webhooks-server';

/** All parts of the chart, in the order of their objects. */
export const COMPONENTS: readonly Component[] = [
  crds,
  namespaces,
  users,
  rbac,
  issuer,
  api,
  dex,
  controller,
  managementController,
  webhooksServer,
  externalWebhooksServer,
  garbageCollector,
  webhookConfigurations,
  extraObjects,
];
