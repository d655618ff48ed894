namespace Daoban.Run.Demo;

/// <summary>The residents of the demonstration, one for each scenario. None of them exists.</summary>
internal static class DemoResidents
{
    public static DemoResident Paid { get; } = new(
        "沈听潮", "33090219620715998X", "13800580001", "定海区环南街道大猫村听潮弄17号",
        "CARD", "6228480000000007", "本人到站，补缴三年，已口头说明金额以核定为准");

    public static DemoResident LostCallback { get; } = new(
        "欧阳归帆", "330903195112319997", "13800580002", "定海区环南街道大猫村归帆巷5号",
        "CARD", "6217000000000000004", "由女儿陪同，听力不便，请电话联系女儿");

    public static DemoResident Free { get; } = new(
        "骆望舟", "332721193605209993", "13800580003", "定海区环南街道大猫村望舟里9号",
        "CARD", "6225880012345675", "夫妻双方到场，预产期明年三月");

    public static DemoResident Rejected { get; } = new(
        "傅海月", "330922194002299993", "0580-2000004", "普陀区东极镇海月路3号",
        "PASSBOOK", "9558800000000000018", "老人行动不便，上门办理");

    public static DemoResident Lapsed { get; } = new(
        "柳渔歌", "330921195510039993", "13800580005", "定海区环南街道大猫村渔歌坊21号",
        "PASSBOOK", "120958040001876543", "出海作业，月底回岛");

    /// <summary>What the reviewer writes of <see cref="Rejected"/>; as personal as any field.</summary>
    public const string RejectionComment = "傅海月的户口簿缺增减页，请补拍后由东极站重新提交";

    public static IReadOnlyList<DemoResident> All { get; } = [Paid, LostCallback, Free, Rejected, Lapsed];
}
