metadata description = '''
Containers of the application with rules of their own: anchors are immutable, papers get cheaper with age. The
application makes its other containers, its tables and its queues by itself when it starts.
'''

@description('Name of the data account.')
@minLength(3)
@maxLength(24)
param accountName string

@description('''
Unlocked: this template keeps the retention policy on the container "anchors", and an owner can still remove it. Locked:
an operator has locked the policy (docs/azure.md), and the template leaves it alone, because a locked one cannot be set.
''')
@allowed(['Unlocked', 'Locked'])
param anchorPolicy string

@description('Days that an anchor cannot be changed or deleted. By default as long as cases are kept, 10 years.')
@minValue(1)
@maxValue(146000)
param anchorRetentionDays int

@description('Days after which papers and archive packages move to the cool tier, which reads as before.')
@minValue(30)
param coolAfterDays int

@description('''
Days after its making that an old version of a blob may go. A deleted paper is gone for good when these and the days of
soft delete are over; what it was encrypted with is destroyed at once.
''')
@minValue(1)
param versionDays int

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

resource anchors 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: account::blobs
  name: 'anchors'
  properties: { publicAccess: 'None' }
}

// Leaves, anchor and time stamp are each written once, whole: nothing is ever appended.
resource anchorsKept 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-01-01' = if (anchorPolicy == 'Unlocked') {
  parent: anchors
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: anchorRetentionDays
    allowProtectedAppendWrites: false
    allowProtectedAppendWritesAll: false
  }
}

resource documents 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: account::blobs
  name: 'documents'
  properties: { publicAccess: 'None' }
}

resource archive 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: account::blobs
  name: 'archive'
  properties: { publicAccess: 'None' }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          // Cool is online: a paper of an old case is read as fast as a new one. The archive tier is not, so never that.
          name: 'papers-to-cool'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['documents/', 'archive/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: coolAfterDays } } }
          }
        }
        {
          // Otherwise versions would keep what retention deletes.
          name: 'old-versions-go'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['documents/', 'archive/'] }
            actions: {
              version: { delete: { daysAfterCreationGreaterThan: versionDays } }
              snapshot: { delete: { daysAfterCreationGreaterThan: versionDays } }
            }
          }
        }
      ]
    }
  }
}
