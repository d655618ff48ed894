metadata description = 'The plan and the Function App on it.'

import { alwaysReady, settingMap, tagMap } from '../types.bicep'

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

@description('FC1 is Flex Consumption, EP… Elastic Premium, P… App Service.')
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

@description('Identity of the app.')
param identityId string

@description('Address of the container with the package.')
param packageContainerUri string

@description('Settings.')
param settings settingMap

@description('Subnet that the app sends from; null without a virtual network.')
param subnetId string?

@description('Address ranges that may call the app, in CIDR form; none for everybody.')
param callers string[]

@description('Workspace for the logs.')
param workspaceId string

var isFlex = planSku == 'FC1'
var isElastic = startsWith(planSku, 'EP')
var planTier = isFlex ? 'FlexConsumption' : (isElastic ? 'ElasticPremium' : 'PremiumV3')

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : (isElastic ? 'elastic' : 'linux')
  sku: union({ name: planSku, tier: planTier }, isFlex ? {} : { capacity: minimumInstances })
  properties: union({ reserved: true }, isElastic ? { maximumElasticWorkerCount: maximumInstances } : {})
}

// Flex Consumption has a place of its own for what other plans have as settings and refuses them there.
var platformSettings = isFlex
  ? {}
  : {
      FUNCTIONS_EXTENSION_VERSION: '~4'
      FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
      // The package by address and identity: a content share on Azure Files would need an account key.
      WEBSITE_RUN_FROM_PACKAGE: '${packageContainerUri}/daoban.zip'
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
    }

var allSettings = union(settings, platformSettings)

var commonConfig = {
  appSettings: map(items(allSettings), setting => { name: setting.key, value: setting.value })
  ftpsState: 'Disabled'
  http20Enabled: true
  minTlsVersion: '1.2'
  scmMinTlsVersion: '1.2'
  remoteDebuggingEnabled: false
  ipSecurityRestrictionsDefaultAction: empty(callers) ? 'Allow' : 'Deny'
  ipSecurityRestrictions: map(callers, (range, index) => {
    name: 'caller-${index}'
    action: 'Allow'
    priority: 100 + index
    ipAddress: range
  })
  scmIpSecurityRestrictionsUseMain: false
}

var planConfig = isFlex
  ? {}
  : {
      linuxFxVersion: 'DOTNET-ISOLATED|10.0'
      healthCheckPath: '/api/health/ready'
      vnetRouteAllEnabled: subnetId != null
    }

// Elastic Premium looks at queues inside the network only if told to.
var scaleConfig = isElastic
  ? {
      minimumElasticInstanceCount: minimumInstances
      functionsRuntimeScaleMonitoringEnabled: subnetId != null
    }
  : {}

var dedicatedConfig = isFlex || isElastic ? {} : { alwaysOn: true }

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    siteConfig: union(commonConfig, planConfig, scaleConfig, dedicatedConfig)
    functionAppConfig: isFlex
      ? {
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: {
            instanceMemoryMB: instanceMemory
            maximumInstanceCount: maximumInstances
            alwaysReady: alwaysReadyInstances
          }
          deployment: {
            storage: {
              type: 'blobContainer'
              value: packageContainerUri
              authentication: {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identityId
              }
            }
          }
        }
      : null
  }

  // Publishing with a name and a password is off, for files and for the deployment site.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource planDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: plan
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    // What the host says while it cannot start yet, and so cannot send to Application Insights either.
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Name of the app.')
output name string = app.name

@description('Host name that the platform gives the app.')
output hostName string = app.properties.defaultHostName
