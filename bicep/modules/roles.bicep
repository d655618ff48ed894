metadata description = '''
Everything the application may do, each right with its reason, which Azure shows beside the assignment. Data roles only:
it can neither change what is deployed here nor give rights to anybody.
'''

@description('Resource id of the identity; part of the names of the assignments.')
param identityId string

@description('Object id of the identity.')
param principalId string

@description('Name of the host account.')
@minLength(3)
@maxLength(24)
param hostAccountName string

@description('Name of the data account.')
@minLength(3)
@maxLength(24)
param dataAccountName string

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param vaultName string

@description('Name of the Application Insights component.')
@minLength(1)
param insightsName string

@description('Name of the Service Bus namespace; null when messages go through storage queues.')
param serviceBusName string?

@description('Name of the Durable Task Scheduler; null when the host account keeps the task hub.')
param schedulerName string?

@description('Name of the task hub in the scheduler.')
param taskHubName string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  keyVaultCryptoUser: '12338af0-0e69-4776-bea7-57ae8d297424'
  keyVaultCryptoServiceEncryptionUser: 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
}

var hostAccountRoles = [
  {
    id: roles.storageBlobDataOwner
    reason: 'The host takes leases, keeps its keys and large histories as blobs and reads the package; it asks for Owner.'
  }
  {
    id: roles.storageQueueDataContributor
    reason: 'Control and work item queues of the task hub, made and used by the durable extension.'
  }
  {
    id: roles.storageTableDataContributor
    reason: 'Histories and instances of the task hub, made and written by the durable extension.'
  }
]

var dataAccountRoles = [
  {
    id: roles.storageBlobDataContributor
    reason: 'Papers, archive packages and anchors; containers are made at the start, and what retention ends is deleted.'
  }
  {
    id: roles.storageQueueDataContributor
    reason: 'Queues of messages with their poison queues, made at the start, written and read.'
  }
  {
    id: roles.storageTableDataContributor
    reason: 'Case files, ledgers and lists; tables are made at the start, rows written and deleted.'
  }
]

var serviceBusRoles = [
  {
    id: roles.serviceBusDataSender
    reason: 'Sends what the outbox holds, and dead letters that are replayed.'
  }
  {
    id: roles.serviceBusDataReceiver
    reason: 'Receives, renews, completes and abandons messages, and lists dead letters.'
  }
]

resource hostAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostAccountName
}

resource dataAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: dataAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName

  resource wrappingKey 'keys' existing = {
    name: 'wrapping'
  }

  resource signingKey 'keys' existing = {
    name: 'signing'
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = if (serviceBusName != null) {
  name: serviceBusName ?? 'none'
}

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = if (schedulerName != null) {
  name: schedulerName ?? 'none'

  resource taskHub 'taskHubs' existing = {
    name: taskHubName
  }
}

resource onHostAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostAccountRoles: {
    scope: hostAccount
    name: guid(hostAccount.id, identityId, role.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.id)
      principalId: principalId
      principalType: 'ServicePrincipal'
      description: role.reason
    }
  }
]

resource onDataAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in dataAccountRoles: {
    scope: dataAccount
    name: guid(dataAccount.id, identityId, role.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.id)
      principalId: principalId
      principalType: 'ServicePrincipal'
      description: role.reason
    }
  }
]

resource onServiceBus 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in (serviceBusName == null ? [] : serviceBusRoles): {
    scope: serviceBus
    name: guid(serviceBus.id, identityId, role.id)
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.id)
      principalId: principalId
      principalType: 'ServicePrincipal'
      description: role.reason
    }
  }
]

resource onWrappingKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::wrappingKey
  name: guid(vault::wrappingKey.id, identityId, roles.keyVaultCryptoServiceEncryptionUser)
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.keyVaultCryptoServiceEncryptionUser
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
    description: 'Wraps and unwraps the data keys of cases with this one key, and nothing else.'
  }
}

resource onSigningKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::signingKey
  name: guid(vault::signingKey.id, identityId, roles.keyVaultCryptoUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
    description: 'Reads the public half and signs anchors with this one key; no smaller role can sign.'
  }
}

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identityId, roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
    description: 'The platform resolves the settings that are references to secrets; the vault holds no other secrets.'
  }
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, identityId, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
    description: 'Sends traces, metrics and logs: keys are switched off there.'
  }
}

resource onTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (schedulerName != null) {
  scope: scheduler::taskHub
  name: guid(scheduler::taskHub.id, identityId, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
    principalId: principalId
    principalType: 'ServicePrincipal'
    description: 'Starts, runs, queries and purges orchestrations in this one task hub.'
  }
}
