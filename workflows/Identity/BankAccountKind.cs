using System.Text.Json.Serialization;

namespace Daoban.Workflows.Identity;

/// <summary>What kind of number the resident brought; asked, never guessed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BankAccountKind>))]
public enum BankAccountKind
{
    /// <summary>A bank card (银行卡); its number satisfies Luhn.</summary>
    [JsonStringEnumMemberName("CARD")]
    Card,

    /// <summary>A passbook or settlement account (存折/结算账号); its number does not.</summary>
    [JsonStringEnumMemberName("PASSBOOK")]
    Passbook,
}
