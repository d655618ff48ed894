using System.Text.Json.Serialization;

namespace Daoban.Workflows.CaseFiles;

/// <summary>Where a case stands. Written only through <see cref="CaseStages.Next"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseStage>))]
public enum CaseStage
{
    /// <summary>已受理: taken in at a station, complete; review has not opened yet.</summary>
    Submitted,

    /// <summary>审核中: a review task of some level is open.</summary>
    InReview,

    /// <summary>待缴费: approved; the one-off payment is due at the designated bank.</summary>
    PaymentDue,

    /// <summary>已缴费: the bank's payment is settled.</summary>
    Paid,

    /// <summary>已办结: finished as applied for.</summary>
    Completed,

    /// <summary>不予通过: refused by a reviewer, with a reason.</summary>
    Rejected,

    /// <summary>已失效: a deadline passed.</summary>
    Lapsed,
}
