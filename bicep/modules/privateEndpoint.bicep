metadata description = 'One private endpoint with its entry in a private DNS zone.'

import { tagMap } from '../types.bicep'

@description('Name of the endpoint.')
@minLength(2)
@maxLength(64)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags tagMap

@description('Subnet of the endpoint.')
param subnetId string

@description('What it leads to.')
param targetId string

@description('Which part of it: blob, queue, table, vault or namespace.')
@allowed(['blob', 'queue', 'table', 'vault', 'namespace'])
param part string

@description('Name of the private DNS zone, in this resource group.')
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zoneName
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: part
        properties: { privateLinkServiceId: targetId, groupIds: [part] }
      }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: part, properties: { privateDnsZoneId: zone.id } }]
    }
  }
}
