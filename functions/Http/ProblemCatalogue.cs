using System.Collections.Frozen;
using Daoban.Workflows.Problems;

namespace Daoban.Functions.Http;

/// <summary>
/// Every problem code with its status and titles. The problem pages and the API description come from it.
/// </summary>
internal static class ProblemCatalogue
{
    /// <summary>The path under which each problem has its page.</summary>
    public const string PageFolder = "/problems/";

    /// <summary>All entries, by status and then as a reader would look for them.</summary>
    public static IReadOnlyList<ProblemEntry> All { get; } =
    [
        new(ProblemCodes.MalformedJson, 400, "请求正文不是有效的 JSON", "The body is not well-formed JSON"),
        new(ProblemCodes.MalformedBody, 400, "请求正文的结构不正确", "The body does not have the expected shape"),
        new(ProblemCodes.MalformedId, 400, "标识必须是小写 UUID", "An id must be a lower-case UUID"),
        new(ProblemCodes.MissingParameter, 400, "缺少必需的参数", "A required parameter is missing"),
        new(ProblemCodes.MalformedParameter, 400, "参数的格式不正确", "A parameter does not have the expected form"),
        new(ProblemCodes.MissingToken, 401, "请先登录", "A bearer token is required"),
        new(ProblemCodes.InvalidToken, 401, "登录凭证无效或已过期", "The bearer token is not valid"),
        new(ProblemCodes.UnknownMerchant, 401, "没有该商户", "There is no such merchant"),
        new(ProblemCodes.InvalidSignature, 401, "签名不正确", "The signature is not valid"),
        new(ProblemCodes.StaleTimestamp, 401, "时间戳超出允许范围", "The timestamp is too far from now"),
        new(ProblemCodes.ReplayedNonce, 401, "随机数已被使用", "The nonce was used before"),
        new(ProblemCodes.RoleNotAllowed, 403, "您的角色无权进行此操作", "Your role may not do this"),
        new(ProblemCodes.StationNotYours, 403, "不属于您负责的便民服务站", "The station is not one of yours"),
        new(ProblemCodes.DistrictNotYours, 403, "不属于您负责的区县", "The district is not one of yours"),
        new(ProblemCodes.DepartmentNotYours, 403, "不属于您负责的部门", "The department is not one of yours"),
        new(ProblemCodes.LevelNotYours, 403, "不属于您的审核层级", "The review level is not yours"),
        new(ProblemCodes.SamePerson, 403, "同一人不能在同一件事项中承担两个环节", "One person may not act twice on one case"),
        new(ProblemCodes.RelativeNotAllowed, 403, "本人或亲属的办件应当回避", "The case is your own or a relative's"),
        new(ProblemCodes.ActorNotYours, 403, "只能查看或申报本人的信息", "The person is not yourself"),
        new(ProblemCodes.NotApproved, 403, "尚未批准或批准已过期", "There is no valid approval"),
        new(ProblemCodes.RequestNotYours, 403, "该申请由他人提出", "Somebody else made the request"),
        new(ProblemCodes.NotFound, 404, "没有找到", "Nothing is here"),
        new(ProblemCodes.UnknownCase, 404, "没有该办件", "There is no such case"),
        new(ProblemCodes.UnknownDocument, 404, "没有该材料文件", "There is no such document"),
        new(ProblemCodes.UnknownTask, 404, "没有该审核任务", "There is no such review task"),
        new(ProblemCodes.UnknownConsent, 404, "没有该同意记录", "There is no such consent"),
        new(ProblemCodes.UnknownRequest, 404, "没有该申请", "There is no such request"),
        new(ProblemCodes.UnknownOrder, 404, "没有该缴费单", "There is no such payment order"),
        new(ProblemCodes.UnknownDeclaration, 404, "没有该回避申报", "There is no such declaration"),
        new(ProblemCodes.UnknownAlert, 404, "没有该预警", "There is no such alert"),
        new(ProblemCodes.UnknownDiscrepancy, 404, "没有该对账差异", "There is no such discrepancy"),
        new(ProblemCodes.CaseDiffers, 409, "该办件号已用于内容不同的办件", "The case id is taken by a case with other content"),
        new(ProblemCodes.DocumentDiffers, 409, "该文件号已用于内容不同的文件",
            "The document id is taken by a document with other content"),
        new(ProblemCodes.DecisionDiffers, 409, "该决定号已用于内容不同的决定",
            "The decision id is taken by a decision with other content"),
        new(ProblemCodes.DeclarationDiffers, 409, "该申报号已用于内容不同的申报",
            "The declaration id is taken by a declaration with other content"),
        new(ProblemCodes.AlreadyDeclared, 409, "此人已经申报过", "The person is declared already"),
        new(ProblemCodes.TaskClosed, 409, "审核任务已经结束", "The review task is closed"),
        new(ProblemCodes.TaskClaimed, 409, "审核任务已由他人领取", "Somebody else holds the review task"),
        new(ProblemCodes.WrongStage, 409, "办件当前阶段不能进行此操作", "The case is not at a stage that allows this"),
        new(ProblemCodes.RequestDiffers, 409, "该申请号已用于内容不同的申请",
            "The request id is taken by a request with other content"),
        new(ProblemCodes.RequestOpen, 409, "已有相同的申请", "The same is asked for already"),
        new(ProblemCodes.RequestClosed, 409, "申请已经结束", "The request is closed"),
        new(ProblemCodes.ResolutionDiffers, 409, "与他人提出的处理结果不一致",
            "Somebody else resolved it in another way"),
        new(ProblemCodes.CopyNotReadable, 409, "副本尚未开放、已过期或由他人登记",
            "The copy is not released, is past its day, or is another clerk's"),
        new(ProblemCodes.DataRestricted, 409, "个人信息已限制处理，只保存不使用",
            "The personal data are stored and may not be used"),
        new(ProblemCodes.DataDeleted, 410, "个人信息已删除", "The personal data were deleted"),
        new(ProblemCodes.TooLarge, 413, "内容过大", "The content is too large"),
        new(ProblemCodes.WrongType, 415, "不支持的内容类型", "The content type is not accepted"),
        new(ProblemCodes.UnknownField, 422, "该办件没有此项信息", "The case has no such field"),
        new(ProblemCodes.ReferenceInvalid, 422, "文号的格式不正确", "The reference is not a file number"),
        new(ProblemCodes.UnknownItem, 422, "没有该服务事项", "There is no such catalog item"),
        new(ProblemCodes.UnknownStation, 422, "没有该便民服务站", "There is no such station"),
        new(ProblemCodes.IdNumberInvalid, 422, "公民身份号码不正确", "The resident ID number is not valid"),
        new(ProblemCodes.NameInvalid, 422, "姓名不正确", "The name is not valid"),
        new(ProblemCodes.PhoneInvalid, 422, "电话号码不正确", "The phone number is not valid"),
        new(ProblemCodes.AccountInvalid, 422, "银行账号不正确", "The bank account is not valid"),
        new(ProblemCodes.AddressInvalid, 422, "地址不正确", "The address is not valid"),
        new(ProblemCodes.FieldMissing, 422, "缺少必填项", "A required field is missing"),
        new(ProblemCodes.FieldTooLong, 422, "内容超过长度限制", "A field is too long"),
        new(ProblemCodes.MaterialMissing, 422, "缺少必需的材料", "A required material is missing"),
        new(ProblemCodes.MaterialUnknown, 422, "该事项不需要此材料", "The item has no such material"),
        new(ProblemCodes.DocumentRepeated, 422, "同一材料文件重复列出", "A document is named twice"),
        new(ProblemCodes.DocumentMissing, 422, "材料文件尚未上传", "A document has not been stored"),
        new(ProblemCodes.DocumentNotYours, 422, "材料文件不属于此办件", "A document belongs to another case"),
        new(ProblemCodes.IdentityCheckIncomplete, 422, "身份核验信息不完整", "The identity check is incomplete"),
        new(ProblemCodes.NoticeInvalid, 422, "个人信息告知不符合要求", "The notice shown does not meet the rules"),
        new(ProblemCodes.ConsentInvalid, 422, "同意记录不符合要求", "A consent does not meet the rules"),
        new(ProblemCodes.AmountInvalid, 422, "金额不正确", "The amount is not valid"),
        new(ProblemCodes.AmountNotAllowed, 422, "此决定不能填写金额", "This decision carries no amount"),
        new(ProblemCodes.AmountRequired, 422, "此决定必须填写金额", "This decision needs an amount"),
        new(ProblemCodes.AmountMismatch, 422, "金额与缴费单不一致", "The amount differs from the payment order"),
        new(ProblemCodes.ReasonRequired, 422, "必须说明理由", "A reason is required"),
        new(ProblemCodes.VerdictInvalid, 422, "审核结论不正确", "The verdict is not one that is offered"),
        new(ProblemCodes.TooManyRequests, 429, "请求过于频繁，请稍后再试", "Too many requests; wait a moment"),
        new(ProblemCodes.Internal, 500, "系统内部错误", "Something went wrong on our side"),
        new(ProblemCodes.Busy, 503, "系统繁忙，请稍后重试", "Please try again shortly"),
        new(ProblemCodes.NotTimeStamped, 503, "台账暂无时间戳，请稍后重试", "The ledger has no time stamp yet"),
    ];

    private static readonly FrozenDictionary<string, ProblemEntry> ByCode =
        All.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);

    /// <summary>The entry of a code, or <see langword="null"/>.</summary>
    public static ProblemEntry? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The entry of a code.</summary>
    /// <exception cref="KeyNotFoundException">The code is not in the catalogue.</exception>
    public static ProblemEntry Get(string code) => ByCode[code];
}
