metadata description = 'The one identity as which the application signs in everywhere. It has no secret.'

import { tagMap } from '../types.bicep'

@description('Name of the identity.')
@minLength(3)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id

@description('Client id, by which settings name the identity.')
output clientId string = identity.properties.clientId

@description('Object id, to which roles are assigned.')
output principalId string = identity.properties.principalId
