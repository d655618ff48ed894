metadata description = 'Every setting of the application (docs/operations.md has the table), and the app that gets them.'

import { alwaysReady, applicationConfig, settingMap, tagMap } from '../types.bicep'

@description('Name of the app, unique in all of Azure.')
@minLength(2)
@maxLength(60)
param name string

@description('Name of the plan.')
@minLength(1)
@maxLength(40)
param planName string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('SKU of the plan.')
@allowed(['FC1', 'EP1', 'EP2', 'EP3', 'P0v3', 'P1v3', 'P2v3'])
param planSku string

@description('Flex Consumption: memory of an instance in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemory int

@description('Most instances.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Flex Consumption: instances that never scale away.')
param alwaysReadyInstances alwaysReady[]

@description('Elastic Premium, App Service: instances that always run.')
@minValue(1)
@maxValue(20)
param minimumInstances int

@description('Resource id of the identity.')
param identityId string

@description('Client id of the identity.')
param identityClientId string

@description('Blob endpoint of the host account.')
param hostBlobEndpoint string

@description('Queue endpoint of the host account.')
param hostQueueEndpoint string

@description('Table endpoint of the host account.')
param hostTableEndpoint string

@description('Blob endpoint of the data account.')
param dataBlobEndpoint string

@description('Queue endpoint of the data account.')
param dataQueueEndpoint string

@description('Table endpoint of the data account.')
param dataTableEndpoint string

@description('Name of the container with the package, in the host account.')
@minLength(3)
param packageContainerName string

@description('Whether messages go through Service Bus; else through storage queues.')
param usesServiceBus bool

@description('Host name of the Service Bus namespace; empty without one.')
param serviceBusHost string

@description('Whether the Durable Task Scheduler keeps the task hub; else the host account.')
param usesScheduler bool

@description('Endpoint of the Durable Task Scheduler; empty without one.')
param schedulerEndpoint string

@description('Connection string of Application Insights.')
param insightsConnectionString string

@description('Address of the vault.')
param vaultUri string

@description('name/version of the key that wraps data keys.')
param wrappingKey string

@description('name/version of the key that signs.')
param signingKey string

@description('What the office decides.')
param config applicationConfig

@description('Subnet that the app sends from; null without a virtual network.')
param subnetId string?

@description('Address ranges that may call the app; none for everybody.')
param callers string[]

@description('Workspace for the logs.')
param workspaceId string

var storageSettings settingMap = {
  AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
  AzureWebJobsStorage__queueServiceUri: hostQueueEndpoint
  AzureWebJobsStorage__tableServiceUri: hostTableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  DaobanStorage__blobServiceUri: dataBlobEndpoint
  DaobanStorage__queueServiceUri: dataQueueEndpoint
  DaobanStorage__tableServiceUri: dataTableEndpoint
  DaobanStorage__credential: 'managedidentity'
  DaobanStorage__clientId: identityClientId
}

// The trigger of the other transport is switched off. Linux has no dots in names of settings: the host takes underscores.
var messageSettings settingMap = usesServiceBus
  ? {
      Daoban__Messages__Transport: 'ServiceBus'
      DaobanServiceBus__fullyQualifiedNamespace: serviceBusHost
      DaobanServiceBus__credential: 'managedidentity'
      DaobanServiceBus__clientId: identityClientId
      AzureWebJobs_ApplyReviewDecision_Disabled: 'true'
    }
  : {
      Daoban__Messages__Transport: 'StorageQueues'
      AzureWebJobs_ApplyReviewDecisionFromServiceBus_Disabled: 'true'
    }

// Over host.json, which names no other backend than the host account.
var durableSettings settingMap = usesScheduler
  ? {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }
  : {}

var telemetrySettings settingMap = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
}

// The secrets are read by the platform from the vault, as the identity; no template and no deployment log has them.
var keySettings settingMap = {
  AZURE_AUTHORITY_HOST: environment().authentication.loginEndpoint
  Daoban__KeyVault__Url: vaultUri
  Daoban__KeyVault__Scope: 'https://${substring(environment().suffixes.keyvaultDns, 1)}/.default'
  Daoban__KeyVault__ManagedIdentityClientId: identityClientId
  Daoban__KeyVault__WrappingKey: wrappingKey
  Daoban__Signing__KeyVaultKey: signingKey
  Daoban__Keys__HashKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/hash-key)'
}

var officeSettings settingMap = {
  AZURE_FUNCTIONS_ENVIRONMENT: 'Production'
  Daoban__Identity__Authority: config.?identityAuthority ?? '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
  Daoban__Identity__Audience: config.identityAudience
  Daoban__Bank__BaseUrl: config.bankUrl
  Daoban__Bank__CallbackUrl: '${config.publicUrl}/api/bank/callbacks'
  Daoban__Bank__MerchantId: config.bankMerchantId
  Daoban__Bank__Secret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/bank-secret)'
  DaobanAnchorSchedule: config.anchorSchedule
  Daoban__Limits__ClientAddressHeader: 'X-Forwarded-For'
  Daoban__Limits__ClientAddressHops: string(config.clientAddressHops)
  Daoban__Limits__PerIdentityPerMinute: string(config.perIdentityPerMinute)
  Daoban__Limits__PerAddressPerMinute: string(config.perAddressPerMinute)
  Daoban__Limits__FailedPerAddressPerMinute: string(config.failedPerAddressPerMinute)
  Daoban__Alerts__ReadsPerDay: string(config.readsPerDay)
}

var timestampSettings settingMap = contains(config, 'timestampUrl')
  ? {
      Daoban__Timestamps__Url: config.?timestampUrl ?? ''
      Daoban__Timestamps__TrustedCertificates: config.?timestampCertificates ?? ''
    }
  : {}

module app 'functionApp.bicep' = {
  params: {
    name: name
    planName: planName
    location: location
    tags: tags
    planSku: planSku
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    minimumInstances: minimumInstances
    identityId: identityId
    packageContainerUri: '${hostBlobEndpoint}${packageContainerName}'
    settings: union(
      storageSettings,
      messageSettings,
      durableSettings,
      telemetrySettings,
      keySettings,
      officeSettings,
      timestampSettings
    )
    subnetId: subnetId
    callers: callers
    workspaceId: workspaceId
  }
}

@description('Name of the app.')
output name string = app.outputs.name

@description('Host name that the platform gives the app.')
output hostName string = app.outputs.hostName
