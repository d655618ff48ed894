metadata description = 'Tells the owners when the month costs more than was planned. It stops nothing.'

@description('Name of the budget.')
@minLength(1)
@maxLength(63)
param name string

@description('Planned cost of a month, in the currency of the subscription.')
@minValue(1)
param amount int

@description('First day of the first month, such as 2026-01-01.')
@minLength(10)
@maxLength(10)
param startsOn string

@description('Who is told, besides the owners of the resource group: resource ids of action groups.')
param actionGroupIds string[]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startsOn }
    notifications: {
      soon: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: []
        contactRoles: ['Owner']
        contactGroups: actionGroupIds
      }
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactRoles: ['Owner']
        contactGroups: actionGroupIds
      }
    }
  }
}
