using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Daoban.Surface;

/// <summary>Writes members one a line in the form of <c>upstream-surface.txt</c>.</summary>
internal static class MemberFormat
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Write(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"{Access(made)}{PlainName(made.DeclaringType!)}{Parameters(made)}",
        MethodInfo method => $"{Access(method)}{Slot(method)}{Signature(method, method.Name)}",
        PropertyInfo property => Write(property),
        FieldInfo { IsLiteral: true } constant =>
            $"const {TypeFormat.Reference(constant.FieldType)} {constant.Name} = "
                + Literal(constant.GetRawConstantValue()),
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}"
            + $"{TypeFormat.Reference(field.FieldType, Nullability.Create(field))} {field.Name}",
        _ => throw new NotSupportedException($"Members such as {member} have no form yet."),
    };

    public static string Signature(MethodInfo method, string name)
    {
        string generics = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        string returned = TypeFormat.Reference(method.ReturnType, Nullability.Create(method.ReturnParameter));
        return $"{returned} {name}{generics}{Parameters(method)}";
    }

    private static string Write(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(SurfaceFormat.IsVisible)];
        IEnumerable<string> written = accessors.Select(accessor => accessor switch
        {
            // Compiled for an older framework, a package has a marker of its own.
            { ReturnParameter: var value } when value.GetRequiredCustomModifiers()
                .Any(modifier => modifier.FullName == typeof(IsExternalInit).FullName) => "init;",
            { ReturnType: var type } when type == typeof(void) => "set;",
            _ => "get;",
        });
        string type = TypeFormat.Reference(property.PropertyType, Nullability.Create(property));
        return $"{Access(accessors[0])}{Slot(accessors[0])}{type} {property.Name} {{ {string.Join(" ", written)} }}";
    }

    private static string Access(MethodBase method)
        => $"{(method.IsPublic ? "" : "protected ")}{(method.IsStatic && !method.IsConstructor ? "static " : "")}";

    private static string Slot(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } or { IsVirtual: false } or { IsFinal: true } => "",
        { IsAbstract: true } => "abstract ",
        _ => "virtual ",
    };

    private static string PlainName(Type type) => type.Name.Split('`')[0];

    private static string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"({first}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string mode = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : parameter.IsOut ? "out " : "";
        string type = TypeFormat.Reference(parameter.ParameterType, Nullability.Create(parameter));
        return $"{mode}{type} {parameter.Name}{(parameter.HasDefaultValue ? Default(parameter) : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { DefaultValue: null, ParameterType: { IsValueType: true } type }
            when Nullable.GetUnderlyingType(type) is null => " = default",
        { ParameterType: { IsEnum: true } type } => $" = {type.Name}.{Enum.ToObject(type, parameter.DefaultValue!)}",
        _ => $" = {Literal(parameter.DefaultValue)}",
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
