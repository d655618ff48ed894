using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daoban.Workflows.Identity;

/// <summary>
/// What of a personal field may be shown. A run of stars has a length by type and never by content; masking a masked
/// value again changes nothing; what is not recognised becomes stars altogether; empty stays empty.
/// </summary>
public static partial class Masking
{
    private const string IdStars = "******************";
    private const string PhoneStars = "***********";
    private const string AccountStars = "**** **** **** ****";
    private const string AddressStars = "****";
    private const int ShortestAccount = 12;

    private static readonly HashSet<string> CompoundSurnames =
    [
        "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "尉迟", "皇甫", "公孙", "慕容", "令狐", "长孙",
        "宇文", "申屠", "闻人", "淳于", "单于", "钟离", "端木", "司空", "澹台", "公冶", "宗政", "濮阳", "太叔", "轩辕", "赫连",
        "百里", "呼延", "东郭", "西门", "公羊", "万俟",
    ];

    /// <summary>
    /// Staff <c>沈**</c>, public <c>沈*珍</c>; a compound surname counts as one; minority names <c>阿*·*</c>.
    /// </summary>
    public static string Name(string name, MaskLevel level)
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] characters = Characters(name.Trim());
        if (characters.Length < 2)
        {
            return characters.Length == 0 ? "" : "*";
        }

        if (characters.Contains("·"))
        {
            return $"{characters[0]}*·*";
        }

        int surname = characters.Length >= 3 && CompoundSurnames.Contains(characters[0] + characters[1]) ? 2 : 1;
        int given = characters.Length - surname;
        string start = string.Concat(characters.Take(surname));
        return level is MaskLevel.StaffList || given == 1
            ? start + new string('*', given)
            : start + new string('*', given - 1) + characters[^1];
    }

    /// <summary>Staff <c>330***********998X</c>, public <c>**************998X</c>; never beside a birth date.</summary>
    public static string IdNumber(string idNumber, MaskLevel level)
    {
        ArgumentNullException.ThrowIfNull(idNumber);
        return idNumber.Length == 0 ? ""
            : !MaskedOrFullIdNumber().IsMatch(idNumber) ? IdStars
            : level is MaskLevel.StaffList ? $"{idNumber[..3]}***********{idNumber[14..]}"
            : $"**************{idNumber[14..]}";
    }

    /// <summary>Staff <c>138****0000</c> or <c>0580-*****00</c>, public nothing.</summary>
    public static string Phone(string phone, MaskLevel level)
    {
        ArgumentNullException.ThrowIfNull(phone);
        if (phone.Length == 0 || level is MaskLevel.Public)
        {
            return "";
        }

        if (MaskedOrFullMobile().IsMatch(phone))
        {
            return $"{phone[..3]}****{phone[7..]}";
        }

        Match landline = MaskedOrFullLandline().Match(phone);
        return landline.Success ? $"{landline.Groups["area"].Value}-*****{phone[^2..]}" : PhoneStars;
    }

    /// <summary>Card or passbook: staff <c>6228 **** **** 0007</c>, public <c>尾号0007</c>.</summary>
    public static string Account(string number, MaskLevel level)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length == 0 || (level is MaskLevel.Public && MaskedTail().IsMatch(number)))
        {
            return number;
        }

        string digits = BankAccount.Normalize(number);
        bool isKnown = digits.Length >= ShortestAccount && MaskedOrFullAccount().IsMatch(digits);
        return level is MaskLevel.StaffList
            ? isKnown ? $"{digits[..4]} **** **** {digits[^4..]}" : AccountStars
            : isKnown ? $"尾号{digits[^4..]}" : "尾号****";
    }

    /// <summary>To the village, the same for both levels: <c>定海区环南街道五联村****</c>.</summary>
    public static string Address(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Match shown = ShownAddress().Match(address.Trim());
        return address.Length == 0 ? "" : shown.Value + AddressStars;
    }

    // Text elements, so that a rare character of two UTF-16 units is one character and not half of one.
    private static string[] Characters(string text)
    {
        List<string> characters = [];
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text.Normalize(NormalizationForm.FormC));
        while (elements.MoveNext())
        {
            characters.Add(elements.GetTextElement());
        }

        return [.. characters];
    }

    [GeneratedRegex(@"^([0-9]{17}[0-9X]|([0-9]{3}|\*{3})\*{11}[0-9]{3}[0-9X])\z")]
    private static partial Regex MaskedOrFullIdNumber();

    [GeneratedRegex(@"^1[3-9][0-9]([0-9]{4}|\*{4})[0-9]{4}\z")]
    private static partial Regex MaskedOrFullMobile();

    [GeneratedRegex(@"^(?<area>010|02[0-9]|0[3-9][0-9]{2})-?([0-9]{7,8}|\*{5}[0-9]{2})\z")]
    private static partial Regex MaskedOrFullLandline();

    [GeneratedRegex(@"^([0-9]+|[0-9]{4}\*{8}[0-9]{4})\z")]
    private static partial Regex MaskedOrFullAccount();

    [GeneratedRegex(@"^尾号([0-9]{4}|\*{4})\z")]
    private static partial Regex MaskedTail();

    // The first village or community; without one, the district (a 小区 is a block of flats). House numbers come behind.
    [GeneratedRegex("^([^0-9*]*?(村|社区)|[^0-9*]*?([^小]区|县)|)")]
    private static partial Regex ShownAddress();
}
