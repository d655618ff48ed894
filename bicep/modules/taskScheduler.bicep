metadata description = 'The Durable Task Scheduler with one task hub, an alternative to the tables and queues of the host account.'

import { tagMap } from '../types.bicep'

@description('Name of the scheduler.')
@minLength(3)
@maxLength(64)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Consumption is paid by action, Dedicated by capacity unit.')
@allowed(['Consumption', 'Dedicated'])
param sku string

@description('Name of the task hub.')
@minLength(3)
@maxLength(45)
param taskHubName string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // It knows identities only, no keys; addresses are open because a Flex Consumption app has no fixed ones.
    ipAllowlist: ['0.0.0.0/0']
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
  }
}

resource taskHub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: taskHubName
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: scheduler
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds the processes of cases. Remove the lock only to take the whole environment down.'
  }
}

@description('Where the host finds it.')
output endpoint string = scheduler.properties.endpoint
