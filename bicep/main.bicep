metadata name = 'Daoban'
metadata description = '''
One environment of Daoban in one resource group, in the global or the China cloud. Read it like a table of contents: each
module is one part, in the order in which they need each other. docs/azure.md says how it is deployed.
'''

import { clouds } from 'clouds.bicep'
import { alwaysReady, applicationConfig, queue, tagMap } from 'types.bicep'

targetScope = 'resourceGroup'

// ---------------------------------------------------------------- what an environment decides

@description('Which environment this is; part of the names.')
@allowed(['dev', 'test', 'prod'])
param environmentName string

@description('Region.')
param location string = resourceGroup().location

@description('Tags on everything, besides application and environment.')
param extraTags tagMap = {}

@description('''
FC1 is Flex Consumption, EP1 to EP3 Elastic Premium, P0v3 to P2v3 App Service. China is offered the last two kinds.
''')
@allowed(['FC1', 'EP1', 'EP2', 'EP3', 'P0v3', 'P1v3', 'P2v3'])
param planSku string

@description('Flex Consumption: memory of an instance in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Most instances: 20 on Linux Elastic Premium, 1000 on Flex Consumption.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Flex Consumption: instances that never scale away, by group. None costs nothing and wakes up slowly.')
param alwaysReadyInstances alwaysReady[] = []

@description('Elastic Premium, App Service: instances that always run.')
@minValue(1)
@maxValue(20)
param minimumInstances int = 1

@description('Redundancy of the host account: task hub, keys of the host, package.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param hostStorageSku string

@description('Redundancy of the data account: case files, papers, ledgers, anchors.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param dataStorageSku string

@description('Days that deleted blobs and containers can be brought back.')
@minValue(7)
@maxValue(365)
param softDeleteDays int = 30

@description('Days that the record of every change of a blob is kept; null for none.')
@minValue(1)
param changeFeedDays int?

@description('Whether each single read of the data account is logged: who went past the application to the papers.')
param logsDataReads bool = true

@description('Days after which papers and archive packages move to the cool tier.')
@minValue(30)
param coolAfterDays int = 180

@description('Days after its making that an old version of a paper may go.')
@minValue(1)
param versionDays int = 30

@description('Days that an anchor cannot be changed or deleted; as long as cases are kept, 10 years and a bit.')
@minValue(1)
@maxValue(146000)
param anchorRetentionDays int = 3660

@description('Locked when an operator has locked the retention policy of the anchors (docs/azure.md), which is for good.')
@allowed(['Unlocked', 'Locked'])
param anchorPolicy string = 'Unlocked'

@description('What carries messages. StorageQueues needs no further resource.')
@allowed(['ServiceBus', 'StorageQueues'])
param messageTransport string = 'ServiceBus'

@description('Premium for private endpoints and steady times; it is paid by the hour.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('What keeps the task hub: the host account, or the Durable Task Scheduler (the package for it is in docs/azure.md).')
@allowed(['AzureStorage', 'DurableTaskScheduler'])
param durableBackend string = 'AzureStorage'

@description('Durable Task Scheduler: paid by action or by capacity unit.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('premium keeps the keys in hardware modules.')
@allowed(['standard', 'premium'])
param vaultSku string = 'standard'

@description('Whether storage and vault (and Service Bus, if Premium) are reached through private endpoints only.')
param privateNetwork bool

@description('Addresses of the virtual network, at least a /24.')
@minLength(9)
param networkPrefix string = '10.61.0.0/24'

@description('Address ranges that may call the app, in CIDR form; none for everybody.')
param callers string[] = []

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Most gigabytes of logs a day; -1 for no limit.')
@minValue(-1)
param logDailyCapGigabytes int = -1

@description('Who is told of alerts and of the budget: resource ids of action groups. Empty: alerts only show in Azure.')
param actionGroupIds string[] = []

@description('Percentage of failed requests that raises an alert.')
@minValue(1)
@maxValue(100)
param errorRatePercent int = 2

@description('95th percentile of request durations, in milliseconds, that raises an alert.')
@minValue(100)
param latencyMilliseconds int = 2000

@description('Planned cost of a month in the currency of the subscription; null for no budget.')
@minValue(1)
param monthlyBudget int?

@description('First day of the first month of the budget. Keep the day of the first deployment: it cannot be moved.')
@minLength(10)
@maxLength(10)
param budgetStartsOn string = utcNow('yyyy-MM-01')

@description('What the application is told about the office that runs it. No secrets: those are in the vault.')
param application applicationConfig

// ---------------------------------------------------------------- names

var suffix = uniqueString(resourceGroup().id, environmentName)
var base = 'daoban-${environmentName}'
var tags tagMap = union(extraTags, { application: 'daoban', environment: environmentName })
var names = {
  identity: 'id-${base}'
  workspace: 'log-${base}'
  insights: 'appi-${base}'
  hostAccount: 'daobanhost${suffix}'
  dataAccount: 'daobandata${suffix}'
  packages: 'app-package'
  serviceBus: 'sb-${base}-${suffix}'
  vault: 'kv-daoban-${take(suffix, 12)}'
  scheduler: 'dts-${base}-${suffix}'
  // As host.json has it, on either backend.
  taskHub: 'DaobanHub'
  network: 'vnet-${base}'
  plan: 'plan-${base}'
  app: 'func-${base}-${suffix}'
}

// The queues of workflows/Messages/MessageQueues.cs; a test compares.
var queues queue[] = [{ name: 'review-decisions', timeToLive: 'P7D', deliveryLimit: 5 }]

var usesServiceBus = messageTransport == 'ServiceBus'
var usesScheduler = durableBackend == 'DurableTaskScheduler'
var privateServiceBus = privateNetwork && usesServiceBus && serviceBusSku == 'Premium'

// Names that Azure prescribes for private endpoints, in the words of the cloud we are in.
var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
  namespace: 'privatelink.${clouds[environment().name].serviceBus}'
}

// ---------------------------------------------------------------- who, and who watches

module identity 'modules/identity.bicep' = {
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGigabytes: logDailyCapGigabytes
  }
}

// ---------------------------------------------------------------- what is kept

module hostStorage 'modules/storageAccount.bicep' = {
  params: {
    name: names.hostAccount
    location: location
    tags: tags
    sku: hostStorageSku
    isPrivate: privateNetwork
    // Leases and large histories are written over and over: versions of them would help nobody.
    keepsVersions: false
    softDeleteDays: 7
    changeFeedDays: null
    logsReads: false
    workspaceId: monitoring.outputs.workspaceId
  }
}

module packageContainer 'modules/packageContainer.bicep' = {
  params: { accountName: names.hostAccount, containerName: names.packages }
  dependsOn: [hostStorage]
}

module dataStorage 'modules/storageAccount.bicep' = {
  params: {
    name: names.dataAccount
    location: location
    tags: tags
    sku: dataStorageSku
    isPrivate: privateNetwork
    keepsVersions: true
    softDeleteDays: softDeleteDays
    changeFeedDays: changeFeedDays
    logsReads: logsDataReads
    workspaceId: monitoring.outputs.workspaceId
  }
}

module dataContainers 'modules/dataContainers.bicep' = {
  params: {
    accountName: names.dataAccount
    anchorPolicy: anchorPolicy
    anchorRetentionDays: anchorRetentionDays
    coolAfterDays: coolAfterDays
    versionDays: versionDays
  }
  dependsOn: [dataStorage]
}

module keyVault 'modules/keyVault.bicep' = {
  params: {
    name: names.vault
    location: location
    tags: tags
    sku: vaultSku
    isPrivate: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

// ---------------------------------------------------------------- what moves messages and processes

module serviceBus 'modules/serviceBus.bicep' = if (usesServiceBus) {
  params: {
    name: names.serviceBus
    location: location
    tags: tags
    sku: serviceBusSku
    isPrivate: privateServiceBus
    queueList: queues
    workspaceId: monitoring.outputs.workspaceId
  }
}

module taskScheduler 'modules/taskScheduler.bicep' = if (usesScheduler) {
  params: { name: names.scheduler, location: location, tags: tags, sku: schedulerSku, taskHubName: names.taskHub }
}

// ---------------------------------------------------------------- who may do what

module roles 'modules/roles.bicep' = {
  params: {
    identityId: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', names.identity)
    principalId: identity.outputs.principalId
    hostAccountName: names.hostAccount
    dataAccountName: names.dataAccount
    vaultName: names.vault
    insightsName: names.insights
    serviceBusName: usesServiceBus ? names.serviceBus : null
    schedulerName: usesScheduler ? names.scheduler : null
    taskHubName: names.taskHub
  }
  dependsOn: [hostStorage, dataStorage, keyVault, monitoring, serviceBus, taskScheduler]
}

// ---------------------------------------------------------------- the network, where there is one

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: names.network
    location: location
    tags: tags
    addressPrefix: networkPrefix
    delegation: planSku == 'FC1' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
    workspaceId: monitoring.outputs.workspaceId
    zoneNames: concat([zones.blob, zones.queue, zones.table, zones.vault], privateServiceBus ? [zones.namespace] : [])
  }
}

var accountParts = ['blob', 'queue', 'table']

module hostEndpoints 'modules/privateEndpoint.bicep' = [
  for part in accountParts: if (privateNetwork) {
    params: {
      name: 'pe-${base}-host-${part}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      targetId: hostStorage.outputs.id
      part: part
      zoneName: zones[part]
    }
  }
]

module dataEndpoints 'modules/privateEndpoint.bicep' = [
  for part in accountParts: if (privateNetwork) {
    params: {
      name: 'pe-${base}-data-${part}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      targetId: dataStorage.outputs.id
      part: part
      zoneName: zones[part]
    }
  }
]

module vaultEndpoint 'modules/privateEndpoint.bicep' = if (privateNetwork) {
  params: {
    name: 'pe-${base}-vault'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    targetId: keyVault.outputs.id
    part: 'vault'
    zoneName: zones.vault
  }
}

module serviceBusEndpoint 'modules/privateEndpoint.bicep' = if (privateServiceBus) {
  params: {
    name: 'pe-${base}-service-bus'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    targetId: serviceBus!.outputs.id
    part: 'namespace'
    zoneName: zones.namespace
  }
}

// ---------------------------------------------------------------- the application

module app 'modules/application.bicep' = {
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    planSku: planSku
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    minimumInstances: minimumInstances
    identityId: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', names.identity)
    identityClientId: identity.outputs.clientId
    hostBlobEndpoint: hostStorage.outputs.blobEndpoint
    hostQueueEndpoint: hostStorage.outputs.queueEndpoint
    hostTableEndpoint: hostStorage.outputs.tableEndpoint
    dataBlobEndpoint: dataStorage.outputs.blobEndpoint
    dataQueueEndpoint: dataStorage.outputs.queueEndpoint
    dataTableEndpoint: dataStorage.outputs.tableEndpoint
    packageContainerName: names.packages
    usesServiceBus: usesServiceBus
    serviceBusHost: usesServiceBus ? serviceBus!.outputs.fullyQualifiedNamespace : ''
    usesScheduler: usesScheduler
    schedulerEndpoint: usesScheduler ? taskScheduler!.outputs.endpoint : ''
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    vaultUri: keyVault.outputs.uri
    wrappingKey: keyVault.outputs.wrappingKey
    signingKey: keyVault.outputs.signingKey
    config: application
    subnetId: privateNetwork ? network!.outputs.applicationSubnetId : null
    callers: callers
    workspaceId: monitoring.outputs.workspaceId
  }
  // It starts as soon as it is there: its rights and its ways must be there before.
  dependsOn: [roles, packageContainer, dataContainers, hostEndpoints, dataEndpoints, vaultEndpoint, serviceBusEndpoint]
}

// ---------------------------------------------------------------- what people look at

module alerts 'modules/alerts.bicep' = {
  params: {
    namePrefix: base
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    actionGroupIds: actionGroupIds
    errorRatePercent: errorRatePercent
    latencyMilliseconds: latencyMilliseconds
    hasServiceBus: usesServiceBus
    serviceBusName: names.serviceBus
  }
  dependsOn: [serviceBus]
}

module workbook 'modules/workbook.bicep' = {
  params: { location: location, tags: tags, title: '岛办 Daoban ${environmentName}', workspaceName: names.workspace }
  dependsOn: [monitoring]
}

module budget 'modules/budget.bicep' = if (monthlyBudget != null) {
  params: {
    name: base
    amount: monthlyBudget ?? 1
    startsOn: budgetStartsOn
    actionGroupIds: actionGroupIds
  }
}

// ---------------------------------------------------------------- what the operator needs next

@description('Name of the app, for publishing.')
output appName string = app.outputs.name

@description('Host name that the platform gives the app.')
output appHostName string = app.outputs.hostName

@description('Name of the vault, which waits for the secrets hash-key and bank-secret.')
output vaultName string = names.vault

@description('Name of the host account, whose container holds the package.')
output hostAccountName string = names.hostAccount

@description('Name of the container with the package.')
output packageContainerName string = names.packages

@description('Name of the data account, whose container anchors gets its policy locked.')
output dataAccountName string = names.dataAccount
