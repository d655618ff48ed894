using static Daoban.Functions.Settings.SettingNeed;

namespace Daoban.Functions.Settings;

/// <summary>Part of <see cref="AppSettings"/>: what only the application reads.</summary>
internal static class ApplicationSettings
{
    private static readonly SettingForm AnswerTime =
        SettingForm.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private static readonly SettingForm TimeOfDay = SettingForm.Duration(TimeSpan.Zero, TimeSpan.FromDays(1));

    public static IReadOnlyList<AppSetting> All { get; } =
    [
        new(
            "Daoban__Identity__Authority",
            Required,
            SettingForm.Address,
            "OpenID Connect issuer; HTTPS outside Development"),
        new("Daoban__Identity__Audience", Required, SettingForm.Any("a token audience"), "our audience in its tokens"),
        new(
            "Daoban__Keys__WrappingKeyId",
            OneOfGroup,
            SettingForm.Any("1 to 32 of a-z, 0-9 and hyphen"),
            "name of the key that wraps the data keys of cases, which protect personal fields and papers"),
        new("Daoban__Keys__WrappingKey", OneOfGroup, SettingForm.Key, "that key; or one of the vault (below)")
        {
            IsSecret = true,
        },
        new(
            "Daoban__Keys__RetiredWrappingKeys__{id}",
            Optional,
            SettingForm.Key,
            "wrapping keys of before, which only unwrap") { IsSecret = true },
        new("Daoban__Keys__HashKey", Required, SettingForm.Key, "key of keyed hashes; cannot be replaced")
        {
            IsSecret = true,
        },
        new(
            "Daoban__Signing__KeyFile",
            OneOfGroup,
            SettingForm.File,
            "PEM file with the P-256 key that signs anchors; this one or the next"),
        new(
            "Daoban__Signing__KeyVaultKey",
            OneOfGroup,
            SettingForm.VaultKey,
            "the key in the vault that signs anchors"),
        new("Daoban__KeyVault__Url", Optional, SettingForm.Address, "the vault, when a key lies in one"),
        new(
            "Daoban__KeyVault__Scope",
            Required,
            SettingForm.Any("the vault audience of the cloud and /.default"),
            "what a token is asked for: `https://vault.azure.cn/.default` in China, "
                + "`https://vault.azure.net/.default` elsewhere")
        {
            With = "Daoban__KeyVault__Url",
        },
        new(
            "Daoban__KeyVault__WrappingKey",
            OneOfGroup,
            SettingForm.VaultKey,
            "RSA key of the vault that wraps data keys instead of `Daoban__Keys__WrappingKey`"),
        new(
            "Daoban__KeyVault__ManagedIdentityClientId",
            Optional,
            SettingForm.ClientId,
            "client id of a user-assigned identity for the vault; empty for the system-assigned one"),
        new(
            "Daoban__Timestamps__Url",
            Optional,
            SettingForm.Address,
            "RFC 3161 authority; without it anchors have no time stamps"),
        new(
            "Daoban__Timestamps__TrustedCertificates",
            RequiredOutsideDevelopment,
            SettingForm.File,
            "PEM file with what the authority's certificate must lead to") { With = "Daoban__Timestamps__Url" },
        new("Daoban__Timestamps__Timeout", Optional, AnswerTime, "longest wait for the authority, 10 s"),
        new(
            "DaobanAnchorSchedule",
            Required,
            SettingForm.Schedule,
            "when anchors are made; `0 */5 * * * *` is every five minutes"),
        new(
            "Daoban__Bank__BaseUrl",
            Required,
            SettingForm.Address,
            "the bank's interface ([contract](bank-contract.md)); HTTPS outside Development"),
        new(
            "Daoban__Bank__CallbackUrl",
            Required,
            SettingForm.Address,
            "where the bank sends its callbacks; HTTPS outside Development"),
        new(
            "Daoban__Bank__MerchantId",
            Required,
            SettingForm.Any("1 to 64 characters of A-Z a-z 0-9 - _ ."),
            "our id at the bank"),
        new(
            "Daoban__Bank__Secret",
            Required,
            SettingForm.Any("Base64 of at least 32 bytes"),
            "the secret shared with the bank")
        {
            IsSecret = true,
        },
        new("Daoban__Bank__Timeout", Optional, AnswerTime, "longest wait for the bank, 10 s"),
        new(
            "Daoban__Bank__StatementAskAt",
            Optional,
            TimeOfDay,
            "time in China from which statements are asked for on working days, 09:30"),
        new(
            "Daoban__Bank__StatementCutOff",
            Optional,
            TimeOfDay,
            "time in China of the working day after, at which a statement is missing, 12:00"),
        new(
            "Daoban__Limits__PerIdentityPerMinute",
            Optional,
            SettingForm.Number(1, 1_000_000),
            "requests of one identity in a minute, 3000 ([limits](#limits-and-proxies))"),
        new(
            "Daoban__Limits__PerAddressPerMinute",
            Optional,
            SettingForm.Number(1, 1_000_000),
            "requests from one address in a minute, 6000"),
        new(
            "Daoban__Limits__FailedPerAddressPerMinute",
            Optional,
            SettingForm.Number(1, 1_000_000),
            "failed authentications from one address in a minute, 120"),
        new(
            "Daoban__Limits__ClientAddressHeader",
            Optional,
            SettingForm.Any("a header name"),
            "header of our own proxy with the client's address; empty for none"),
        new(
            "Daoban__Limits__ClientAddressHops",
            Optional,
            SettingForm.Number(1, 10),
            "which entry from the header's end counts, 1"),
        new(
            "Daoban__Alerts__ReadsPerDay",
            Optional,
            SettingForm.Number(1, 100_000),
            "readings of personal data by one person on one day that raise no alert yet, 100 "
                + "([alerts](#denials-and-alerts))"),
        new(
            "Daoban__Rights__RemindAfterWorkingDays",
            Optional,
            SettingForm.Number(1, 60),
            "rights requests: when the deciders are reminded, 10"),
        new(
            "Daoban__Rights__DueAfterWorkingDays",
            Optional,
            SettingForm.Number(1, 60),
            "rights requests: the published promise, 15"),
        new(
            "Daoban__Rights__LapseAfterWorkingDays",
            Optional,
            SettingForm.Number(1, 250),
            "rights requests: when an undecided one ends, 60"),
        new(
            "Daoban__Catalog__File",
            Optional,
            SettingForm.File,
            "another catalog file than the one beside the assembly"),
        new(
            "Daoban__Telemetry__Directory",
            Optional,
            SettingForm.File,
            "folder for `spans.jsonl`, `metrics.jsonl` and `logs.jsonl`, in development and tests"),
    ];
}
