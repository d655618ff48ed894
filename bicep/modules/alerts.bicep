metadata description = '''
What somebody is told about. Every id here is a heading of docs/operations.md that says what it means and what to do. The
rules ask the tables of the workspace; metrics are those of the meter Daoban.
'''

import { tagMap } from '../types.bicep'

@description('Begin of the names of the alerts.')
@minLength(1)
param namePrefix string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Workspace that is asked.')
param workspaceId string

@description('Who is told: resource ids of action groups, made by the office with its own mailboxes and telephones.')
param actionGroupIds string[]

@description('Requests that fail with 5xx, in percent of all in a quarter of an hour, that are too many.')
@minValue(1)
@maxValue(100)
param errorRatePercent int

@description('95th percentile of request durations in a quarter of an hour, in milliseconds, that is too slow.')
@minValue(100)
param latencyMilliseconds int

@description('Whether there is a Service Bus namespace.')
param hasServiceBus bool

@description('Name of the Service Bus namespace.')
@minLength(6)
@maxLength(50)
param serviceBusName string

@description('An alert over the logs: it fires when the query gives a row.')
type logAlert = {
  @description('Heading of the runbook and end of the name.')
  id: string

  @description('What happened, for whoever is told.')
  summary: string

  @description('1 is urgent, 2 waits until the morning.')
  severity: 1 | 2

  @description('How far back the query looks, ISO 8601.')
  window: 'PT15M' | 'PT1H' | 'P1D'

  @description('Kusto query without the time, which the window gives.')
  query: string
}

// A gauge is one value every export; Sum over ItemCount is that value whatever the exporter adds up.
var gauge = 'AppMetrics | where Name == "{0}" | extend Value = Sum / ItemCount, Kind = tostring(Properties.{1})'

var logAlerts logAlert[] = [
  {
    id: 'dead-letters'
    summary: 'Messages could not be handled and lie among the dead letters.'
    severity: 1
    window: 'PT15M'
    query: '${format(gauge, 'daoban.dead_letters', 'queue')} | summarize Value = max(Value) by Kind | where Value > 0'
  }
  {
    id: 'wait-overdue'
    summary: 'A person, a bank or the outbox is past the deadline of a wait.'
    severity: 2
    window: 'PT1H'
    query: '${format(gauge, 'daoban.waits.overdue', 'kind')} | summarize Value = min(Value) by Kind | where Value > 0'
  }
  {
    id: 'outbox-stuck'
    summary: 'What a change of a case asked for has not been done for more than a quarter of an hour.'
    severity: 1
    window: 'PT15M'
    query: '${format(gauge, 'daoban.waits.oldest', 'kind')} | where Kind == "outbox" | summarize Value = max(Value) by Kind | where Value > 900'
  }
  {
    id: 'bank-file-missing'
    summary: 'The daily statement file of the bank has not come.'
    severity: 2
    window: 'PT1H'
    query: '${format(gauge, 'daoban.bank.statements.missing', 'kind')} | summarize Value = max(Value) by Kind | where Value > 0'
  }
  {
    id: 'worklist-drift'
    summary: 'A list of work does not agree with the case files.'
    severity: 2
    window: 'PT1H'
    query: '${format(gauge, 'daoban.worklist.drift', 'kind')} | summarize Value = max(Value) by Kind | where Value > 0'
  }
  {
    id: 'error-rate'
    summary: 'Too many requests fail with 5xx.'
    severity: 1
    window: 'PT15M'
    query: 'AppRequests | where isnotempty(Url) | summarize Requests = sum(ItemCount), Failed = sumif(ItemCount, toint(ResultCode) >= 500) | where Requests >= 20 and 100.0 * Failed / Requests > ${errorRatePercent}'
  }
  {
    id: 'latency'
    summary: 'Requests take too long (95th percentile).'
    severity: 2
    window: 'PT15M'
    query: 'AppRequests | where isnotempty(Url) | summarize Requests = sum(ItemCount), P95 = percentile(DurationMs, 95) | where Requests >= 20 and P95 > ${latencyMilliseconds}'
  }
  {
    id: 'anchors-not-made'
    summary: 'Anchors of the ledgers cannot be signed (log event 7103).'
    severity: 1
    window: 'PT15M'
    query: 'AppTraces | where tostring(Properties.EventId) == "7103" | summarize Value = sum(ItemCount) | where Value > 0'
  }
  {
    id: 'silent'
    summary: 'The application has measured nothing for a quarter of an hour: it does not run, or cannot send.'
    severity: 1
    window: 'PT15M'
    query: 'AppMetrics | where Name startswith "daoban." | summarize Values = count() | where Values == 0'
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${namePrefix}-${alert.id}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${namePrefix}-${alert.id}'
      description: '${alert.summary} What to do: docs/operations.md#${alert.id}'
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.window == 'PT15M' ? 'PT5M' : 'PT15M'
      windowSize: alert.window
      autoMitigate: true
      // A table that has no row yet does not exist; the rule must be deployable before the first start.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: actionGroupIds }
    }
  }
]

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = if (hasServiceBus) {
  name: serviceBusName
}

// The namespace counts its dead letters itself, also while the application does not run.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = if (hasServiceBus) {
  name: '${namePrefix}-dead-letters-in-service-bus'
  location: 'global'
  tags: tags
  properties: {
    description: 'Service Bus holds dead letters. What to do: docs/operations.md#dead-letters-in-service-bus'
    severity: 1
    enabled: true
    scopes: [serviceBus.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    // They come as resource ids, which the rule cannot see through the loop.
    #disable-next-line use-resource-id-functions
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}
