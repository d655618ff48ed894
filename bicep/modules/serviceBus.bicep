metadata description = 'Service Bus: the namespace and the queues of workflows/Messages/MessageQueues.cs.'

import { queue, tagMap } from '../types.bicep'

@description('Name of the namespace, unique in all of Azure.')
@minLength(6)
@maxLength(50)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Premium is needed for private endpoints, and has a price by the hour.')
@allowed(['Standard', 'Premium'])
param sku string

@description('Whether only private endpoints reach it (Premium).')
param isPrivate bool

@description('The queues, as the code has them.')
@minLength(1)
param queueList queue[]

@description('Workspace for the logs.')
param workspaceId string

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: union({ name: sku, tier: sku }, sku == 'Premium' ? { capacity: 1 } : {})
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

// Messages carry ids only, and handlers are safe to repeat: no sessions, no duplicate detection.
resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for each in queueList: {
    parent: namespace
    name: each.name
    properties: {
      // A handler takes a second or two; the worker renews the lock of a slow one.
      lockDuration: 'PT1M'
      maxDeliveryCount: each.deliveryLimit
      // The outbox sends again what nobody took, so no decision ends with its message.
      defaultMessageTimeToLive: each.timeToLive
      deadLetteringOnMessageExpiration: true
      requiresDuplicateDetection: false
      requiresSession: false
      maxSizeInMegabytes: 1024
    }
  }
]

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: namespace
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds decisions on their way. Remove the lock only to take the whole environment down.'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id.')
output id string = namespace.id

// The namespace says its own address, such as https://NAME.SUFFIX:443/; the SDK wants the host alone.
@description('Host name of the namespace in this cloud.')
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '//')[1], ':')[0]
