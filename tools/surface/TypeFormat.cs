using System.Reflection;

namespace Daoban.Surface;

/// <summary>Writes types as C# does, with the nullable annotations that reflection still knows.</summary>
internal static class TypeFormat
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    /// <summary>A reference to the type. A bare type parameter never shows its annotation: metadata has none for
    /// it.</summary>
    public static string Reference(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Reference(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Reference(underlying)}?";
        }

        bool isNullable =
            nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        string mark = isNullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        return type.IsArray
            ? $"{Reference(type.GetElementType()!, nullability?.ElementType)}[]{mark}"
            : $"{Keywords.GetValueOrDefault(type) ?? Named(type, nullability?.GenericTypeArguments)}{mark}";
    }

    /// <summary>The full name with type parameters, as in the type's declaration.</summary>
    public static string Declaration(Type type) => $"{type.Namespace}.{Named(type, null)}";

    private static string Named(Type type, NullabilityInfo[]? arguments)
    {
        string name =
            type.IsNested && !type.IsGenericParameter ? $"{Named(type.DeclaringType!, null)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
        {
            return name;
        }

        IEnumerable<string> written = type.GetGenericArguments()
            .Select((argument, index) => Reference(argument, arguments?.ElementAtOrDefault(index)));
        return $"{name[..name.IndexOf('`')]}<{string.Join(", ", written)}>";
    }
}
