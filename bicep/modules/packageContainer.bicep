metadata description = 'The container from which the platform takes the application package.'

@description('Name of the host account.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Name of the container.')
@minLength(3)
@maxLength(63)
param containerName string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: account::blobs
  name: containerName
  properties: { publicAccess: 'None' }
}
