using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Daoban.Surface;

/// <summary>Describes a type's public face: its head line and one line a member that others can use or
/// override.</summary>
internal static class SurfaceFormat
{
    /// <summary>Everything that a type itself declares.</summary>
    public const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>What a record or an <see cref="IEquatable{T}"/> type says by being one.</summary>
    private static readonly HashSet<string> Implied =
        ["Equals", "op_Equality", "op_Inequality", "<Clone>$", "Deconstruct", "EqualityContract", "PrintMembers"];

    public static string Head(Type type)
    {
        string name = TypeFormat.Declaration(type);
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return $"delegate {MemberFormat.Signature(type.GetMethod("Invoke")!, name)}";
        }

        return type switch
        {
            { IsInterface: true } => $"interface {name}",
            { IsEnum: true } => $"enum {name}",
            { IsValueType: true } => $"struct {name}",
            { IsAbstract: true, IsSealed: true } => $"static class {name}",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}"
                + $"{(IsRecord(type) ? "record" : "class")} {name}",
        };
    }

    public static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        IEnumerable<Type> bases =
            type.GetInterfaces().Where(face => face.IsVisible).Except(type.BaseType?.GetInterfaces() ?? []);
        bool hasParent = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType);
        return (hasParent ? bases.Prepend(type.BaseType!) : bases).Select(known => TypeFormat.Reference(known));
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(name => string.Create(
                CultureInfo.InvariantCulture,
                $"{name}={Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));
        }

        return type.GetMembers(Declared).Where(member => IsListed(type, member)).Select(MemberFormat.Write);
    }

    public static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    /// <summary>Whether a member belongs to the face of its type, and is not implied by what the type is.</summary>
    public static bool IsListed(Type type, MemberInfo member) => !IsSynthesized(type, member) && member switch
    {
        MethodInfo method => IsVisible(method) && !IsOverride(method)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        ConstructorInfo made => IsVisible(made) && !made.IsStatic,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(
            accessor => IsVisible(accessor) && !IsOverride(accessor)),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        Type => false,
        _ => true,
    };

    private static bool IsOverride(MethodInfo method)
        => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    private static bool IsSynthesized(Type type, MemberInfo member)
        => (Implied.Contains(member.Name) && type.GetInterfaces().Any(IsEquatable))
            || (member is ConstructorInfo && member.IsDefined(typeof(CompilerGeneratedAttribute)) && type.IsSealed);

    private static bool IsEquatable(Type face)
        => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);
}
