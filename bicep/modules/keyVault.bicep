metadata description = '''
The vault and the two keys that never leave it. Secrets that nobody can generate (hash key, bank secret) are put there by
an operator and never pass through a template.
'''

import { tagMap } from '../types.bicep'

@description('Name of the vault, unique in all of Azure.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('premium keeps keys in hardware modules.')
@allowed(['standard', 'premium'])
param sku string

@description('Whether only private endpoints reach it.')
param isPrivate bool

@description('Workspace for the logs.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: sku }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // A lost wrapping key is lost personal data: nobody, owner included, can end a deleted key before its 90 days.
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// Wraps the data keys of cases. A key that exists is left as it is: a deployment never makes a new version.
resource wrappingKey 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: 'wrapping'
  tags: tags
  properties: {
    kty: sku == 'premium' ? 'RSA-HSM' : 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
    attributes: { enabled: true, exportable: false }
  }
}

// Signs anchors and evidence packages.
resource signingKey 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: 'signing'
  tags: tags
  properties: {
    kty: sku == 'premium' ? 'EC-HSM' : 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
    attributes: { enabled: true, exportable: false }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: vault
  name: 'keep'
  properties: {
    level: 'CanNotDelete'
    notes: 'Without its keys no personal data can be read. Remove the lock only to take the whole environment down.'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    // Every use of a key and every reading of a secret.
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Resource id.')
output id string = vault.id

@description('Address of the vault in this cloud.')
output uri string = vault.properties.vaultUri

@description('name/version of the key that wraps data keys.')
output wrappingKey string = '${wrappingKey.name}/${last(split(wrappingKey.properties.keyUriWithVersion, '/'))}'

@description('name/version of the key that signs.')
output signingKey string = '${signingKey.name}/${last(split(signingKey.properties.keyUriWithVersion, '/'))}'
