// What a cloud names differently and environment() does not tell. Everything else comes from environment() or from the
// resource itself.

@description('Suffixes of one cloud.')
type cloudSuffixes = {
  @description('Suffix of Service Bus namespaces, without a dot in front.')
  serviceBus: string
}

// Sources: https://learn.microsoft.com/azure/private-link/private-endpoint-dns for the global cloud,
// https://docs.azure.cn/private-link/private-endpoint-dns for China.
@export()
@description('By the name that environment() gives the cloud. A cloud that is missing here stops the deployment.')
var clouds cloudsByName = {
  AzureCloud: { serviceBus: 'servicebus.windows.net' }
  AzureChinaCloud: { serviceBus: 'servicebus.chinacloudapi.cn' }
}

@description('The clouds this template knows.')
type cloudsByName = {
  *: cloudSuffixes
}
