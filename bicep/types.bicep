@export()
@description('Tags of a resource.')
type tagMap = {
  *: string
}

@export()
@description('Instances that never scale away, for one group of functions of a Flex Consumption app.')
type alwaysReady = {
  @description('Group: http, durable (orchestrators and activities), or function:NAME.')
  @minLength(3)
  name: string

  @description('Instances, each paid by the hour.')
  @minValue(1)
  @maxValue(100)
  instanceCount: int
}

@export()
@description('A queue of Service Bus.')
type queue = {
  @description('Name.')
  @minLength(3)
  name: string

  @description('How long a message lives that nobody takes, ISO 8601; then it is a dead letter.')
  @minLength(3)
  timeToLive: string

  @description('Failed deliveries after which a message is a dead letter.')
  @minValue(1)
  deliveryLimit: int
}

@export()
@description('Settings of the application by name.')
type settingMap = {
  *: string
}

@export()
@description('What the application is told about the office that runs it. None of it is a secret.')
type applicationConfig = {
  @description('Where clients and the bank reach the application, such as https://daoban.example.cn, without a last slash.')
  @minLength(12)
  publicUrl: string

  @description('OpenID Connect issuer of the tokens; by default this tenant of Entra ID in this cloud.')
  identityAuthority: string?

  @description('Audience that a token must name: application id (URI) of the app registration of the API.')
  @minLength(3)
  identityAudience: string

  @description('Address of the designated bank.')
  @minLength(12)
  bankUrl: string

  @description('Our number at the bank.')
  @minLength(1)
  bankMerchantId: string

  @description('RFC 3161 time-stamp authority; without one anchors have no time stamps.')
  timestampUrl: string?

  @description('PEM file in the package with what the certificate of the authority must lead to.')
  timestampCertificates: string?

  @description('When anchors are made, NCRONTAB with seconds.')
  @minLength(11)
  anchorSchedule: string

  @description('Which entry from the end of X-Forwarded-For is the client: 1 behind the front end alone, 2 behind one proxy more.')
  @minValue(1)
  @maxValue(10)
  clientAddressHops: int

  @description('Requests a minute of one identity.')
  @minValue(1)
  perIdentityPerMinute: int

  @description('Requests a minute from one address; a whole office may stand behind one.')
  @minValue(1)
  perAddressPerMinute: int

  @description('Failed authentications a minute from one address.')
  @minValue(1)
  failedPerAddressPerMinute: int

  @description('Readings of personal data by one person on one day that raise no alert yet.')
  @minValue(1)
  readsPerDay: int
}
