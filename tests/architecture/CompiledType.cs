using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Daoban.Architecture.Tests;

/// <summary>A type of an assembly with every type that its declaration and its method bodies name.</summary>
/// <param name="Namespace">Of the outermost type around it; what the compiler made of lambdas is nested.</param>
/// <param name="FullName">Of the type.</param>
/// <param name="Uses">Without type arguments, arrays and pointers around them.</param>
internal sealed record CompiledType(string Namespace, string FullName, IReadOnlySet<TypeReference> Uses)
{
    public static IReadOnlyList<CompiledType> AllOf(Assembly assembly)
    {
        ModuleDefinition module = ModuleDefinition.ReadModule(assembly.Location);
        return [.. module.GetTypes().Select(type => new CompiledType(NamespaceOf(type), type.FullName, UsesOf(type)))];
    }

    /// <summary>The namespace of a type, which for a nested one is that of the outermost.</summary>
    public static string NamespaceOf(TypeReference type) =>
        type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    private static HashSet<TypeReference> UsesOf(TypeDefinition type)
    {
        HashSet<TypeReference> uses = [];
        uses.UnionWith(Declared(type).SelectMany(Parts));
        return uses;
    }

    private static IEnumerable<TypeReference?> Declared(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. Attributes(type),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.SelectMany(happening => Attributes(happening).Append(happening.EventType)),
        .. type.Methods.SelectMany(Named),
    ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature =
        [
            .. Attributes(method),
            .. Attributes(method.MethodReturnType),
            .. method.Parameters.SelectMany(Attributes),
            .. method.GenericParameters.SelectMany(Constraints),
            .. Signature(method),
        ];
        return method.HasBody
            ?
            [
                .. signature,
                .. method.Body.Variables.Select(local => local.VariableType),
                .. method.Body.Instructions.SelectMany(Operand),
            ]
            : signature;
    }

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Attributes(Mono.Cecil.ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .SelectMany(Values)
            .Append(attribute.AttributeType));

    private static IEnumerable<TypeReference?> Values(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument[] array => array.SelectMany(Values),
        _ => [argument.Type],
    };

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        FunctionPointerType pointer => Signature(pointer).SelectMany(Parts),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference?> Signature(FunctionPointerType pointer) =>
        pointer.Parameters.Select(parameter => parameter.ParameterType).Append(pointer.ReturnType);
}
