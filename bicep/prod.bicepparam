using 'main.bicep'

param environmentName = 'prod'
param planSku = 'FC1'
param instanceMemory = 2048
param maximumInstances = 100
// Nobody at a counter waits for a start, and no deadline is late because of one.
param alwaysReadyInstances = [
  { name: 'http', instanceCount: 2 }
  { name: 'durable', instanceCount: 2 }
]
param hostStorageSku = 'Standard_ZRS'
param dataStorageSku = 'Standard_GZRS'
param softDeleteDays = 30
param changeFeedDays = 90
param anchorRetentionDays = 3660
param serviceBusSku = 'Premium'
param vaultSku = 'premium'
param privateNetwork = true
param logRetentionDays = 180
param monthlyBudget = 1500
param application = {
  publicUrl: 'https://daoban.example.org'
  identityAudience: 'api://daoban'
  bankUrl: 'https://bank.example.org'
  bankMerchantId: 'daoban'
  timestampUrl: 'https://tsa.example.org'
  timestampCertificates: 'timestamp-authorities.pem'
  anchorSchedule: '0 */5 * * * *'
  clientAddressHops: 1
  perIdentityPerMinute: 3000
  perAddressPerMinute: 6000
  failedPerAddressPerMinute: 120
  readsPerDay: 100
}
