metadata description = 'Where logs, metrics and traces go.'

import { tagMap } from '../types.bicep'

@description('Name of the Log Analytics workspace.')
@minLength(4)
param workspaceName string

@description('Name of the Application Insights component.')
@minLength(1)
param insightsName string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Days that logs are kept. They hold no personal data; audits read the ledger, not logs.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Most gigabytes a day, a stop for the bill; -1 for none. What comes after it on a day is lost.')
param dailyCapGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGigabytes }
    // Who reads needs a role on the workspace or the resource; the workspace has keys, which open nothing any more.
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
  }
}

// Who asked the logs what.
resource workspaceDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
  name: 'to-workspace'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'Audit', enabled: true }]
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // The instrumentation key alone must not be enough to send.
    DisableLocalAuth: true
    // The client address of whoever calls is not kept.
    DisableIpMasking: false
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Connection string of Application Insights: endpoints of this cloud and a key that opens nothing.')
output insightsConnectionString string = insights.properties.ConnectionString
