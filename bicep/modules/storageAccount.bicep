metadata description = 'A storage account as both of ours are: identities only, TLS, nothing public, a lock, and logs.'

import { tagMap } from '../types.bicep'

@description('Name, unique in all of Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Redundancy.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param sku string

@description('Whether only private endpoints reach it.')
param isPrivate bool

@description('Whether overwritten and deleted blobs stay as versions.')
param keepsVersions bool

@description('Days that deleted blobs and containers can be brought back.')
@minValue(7)
@maxValue(365)
param softDeleteDays int

@description('Days that the change feed, a record of every change of a blob, is kept; null for no feed.')
@minValue(1)
param changeFeedDays int?

@description('Whether every single read is logged. An idle host polls its queues every two seconds: costly there.')
param logsReads bool

@description('Workspace for the logs.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    allowedCopyScope: 'AAD'
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    // Without a virtual network the application comes from addresses that nobody can list; then roles alone protect.
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: keepsVersions
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays, allowPermanentDelete: false }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      changeFeed: changeFeedDays == null ? { enabled: false } : { enabled: true, retentionInDays: changeFeedDays }
    }
  }

  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: account
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds cases or the processes of cases. Remove the lock only to take the whole environment down.'
  }
}

var writes = [
  { category: 'StorageWrite', enabled: true }
  { category: 'StorageDelete', enabled: true }
]
var logs = logsReads ? concat(writes, [{ category: 'StorageRead', enabled: true }]) : writes
var metrics = [{ category: 'Transaction', enabled: true }]

resource blobDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: logs, metrics: metrics }
}

resource queueDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::queues
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: logs, metrics: metrics }
}

resource tableDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::tables
  name: 'to-workspace'
  properties: { workspaceId: workspaceId, logs: logs, metrics: metrics }
}

@description('Resource id.')
output id string = account.id

@description('Endpoints of this cloud.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Endpoint of the queue service.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('Endpoint of the table service.')
output tableEndpoint string = account.properties.primaryEndpoints.table
