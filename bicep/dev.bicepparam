using 'main.bicep'

// A place to try things: the smallest of everything, nothing private, nothing kept warm.
param environmentName = 'dev'
param planSku = 'FC1'
param hostStorageSku = 'Standard_LRS'
param dataStorageSku = 'Standard_LRS'
param softDeleteDays = 7
param logsDataReads = false
param messageTransport = 'StorageQueues'
param anchorRetentionDays = 1
param privateNetwork = false
param logRetentionDays = 30
param logDailyCapGigabytes = 1
param monthlyBudget = 50
param application = {
  publicUrl: 'https://daoban-dev.example.org'
  identityAudience: 'api://daoban-dev'
  bankUrl: 'https://bank-dev.example.org'
  bankMerchantId: 'daoban-dev'
  anchorSchedule: '0 */5 * * * *'
  clientAddressHops: 1
  perIdentityPerMinute: 3000
  perAddressPerMinute: 6000
  failedPerAddressPerMinute: 120
  readsPerDay: 100
}
