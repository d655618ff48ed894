using 'main.bicep'

// As production in kind, not in size, and with the Durable Task Scheduler, so that both backends are tried.
param environmentName = 'test'
param planSku = 'FC1'
param alwaysReadyInstances = [{ name: 'http', instanceCount: 1 }]
param hostStorageSku = 'Standard_LRS'
param dataStorageSku = 'Standard_ZRS'
param changeFeedDays = 7
param anchorRetentionDays = 7
param durableBackend = 'DurableTaskScheduler'
param serviceBusSku = 'Standard'
param privateNetwork = true
param logRetentionDays = 30
param logDailyCapGigabytes = 2
param monthlyBudget = 200
param application = {
  publicUrl: 'https://daoban-test.example.org'
  identityAudience: 'api://daoban-test'
  bankUrl: 'https://bank-test.example.org'
  bankMerchantId: 'daoban-test'
  timestampUrl: 'https://tsa.example.org'
  timestampCertificates: 'timestamp-authorities.pem'
  anchorSchedule: '0 */5 * * * *'
  clientAddressHops: 1
  perIdentityPerMinute: 3000
  perAddressPerMinute: 6000
  failedPerAddressPerMinute: 120
  readsPerDay: 100
}
