using System.Globalization;

namespace Daoban.Bench.Load;

/// <summary>An invented resident.</summary>
internal sealed record LoadResident(string Name, string IdNumber, string Phone, string Address, string Account)
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗";
    private const string Given = "海渔舟帆潮汐岛湾浪屿礁贝珠月星云霞松竹梅";

    // Place codes that the rules know; the sequences 990 to 999 are those of the tests' synthetic numbers.
    private static readonly string[] Places = ["330902", "330903", "330921", "330922"];

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Draws one; most are old.</summary>
    public static LoadResident Draw(Random random)
    {
        DateOnly born = new DateOnly(1935, 1, 1).AddDays(random.Next(35 * 365));
        string digits = string.Create(
            CultureInfo.InvariantCulture,
            $"{Places[random.Next(Places.Length)]}{born:yyyyMMdd}{990 + random.Next(10)}");
        string card = string.Create(CultureInfo.InvariantCulture, $"622848000{random.Next(1_000_000):D6}");
        string given = $"{Given[random.Next(Given.Length)]}{Given[random.Next(Given.Length)]}";
        return new LoadResident(
            $"{Surnames[random.Next(Surnames.Length)]}{given}",
            digits + CheckCharacter(digits),
            string.Create(CultureInfo.InvariantCulture, $"138{random.Next(100_000_000):D8}"),
            string.Create(CultureInfo.InvariantCulture, $"舟山市定海区环南街道大猫村 {1 + random.Next(300)} 号"),
            card + LuhnDigit(card));
    }

    /// <summary>The last character of an ID number (GB 11643-1999).</summary>
    public static char CheckCharacter(string seventeen) =>
        "10X98765432"[seventeen.Select((digit, place) => (digit - '0') * Weights[place]).Sum() % 11];

    /// <summary>The last digit of a card number (ISO/IEC 7812-1).</summary>
    public static int LuhnDigit(string digits)
    {
        int sum = digits.Reverse().Select((digit, place) =>
        {
            int value = (digit - '0') * (place % 2 == 0 ? 2 : 1);
            return value > 9 ? value - 9 : value;
        }).Sum();
        return (10 - (sum % 10)) % 10;
    }
}
