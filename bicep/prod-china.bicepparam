using 'main.bicep'

// Azure operated by 21Vianet. Deploy it into China East 2 or China North 2; docs/azure.md#china has the steps.
param environmentName = 'prod'

// Elastic Premium on Linux is offered in China East 2 and China North 2, up to 20 instances a plan:
// https://learn.microsoft.com/azure/azure-functions/functions-premium-plan#region-max-scale-out
// No region of China is named for Flex Consumption; `az functionapp list-flexconsumption-locations` tells whether that
// has changed. P1v3 (App Service) is the other choice.
param planSku = 'EP1'
param minimumInstances = 2
param maximumInstances = 20

// China East 2 and North 2 have no availability zones, but each other as a pair:
// https://docs.azure.cn/reliability/regions-list
param hostStorageSku = 'Standard_GRS'
param dataStorageSku = 'Standard_GRS'
param softDeleteDays = 30
param changeFeedDays = 90
param anchorRetentionDays = 3660

// The Durable Task Scheduler is not named for China either:
// https://learn.microsoft.com/azure/durable-task/scheduler/durable-task-scheduler#supported-regions has the command.
param durableBackend = 'AzureStorage'
param serviceBusSku = 'Premium'
param vaultSku = 'premium'
param privateNetwork = true
param logRetentionDays = 180

// No budget: 21Vianet bills, and no document says that Microsoft.Consumption/budgets is served there.
param monthlyBudget = null
param application = {
  publicUrl: 'https://daoban.example.cn'
  identityAudience: 'api://daoban'
  bankUrl: 'https://bank.example.cn'
  bankMerchantId: 'daoban'
  timestampUrl: 'https://tsa.example.cn'
  timestampCertificates: 'timestamp-authorities.pem'
  anchorSchedule: '0 */5 * * * *'
  clientAddressHops: 1
  perIdentityPerMinute: 3000
  perAddressPerMinute: 6000
  failedPerAddressPerMinute: 120
  readsPerDay: 100
}
