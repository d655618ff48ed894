using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Daoban.Surface;

/// <summary>
/// Which types and members of the assembly that stands in for the packages compiled code uses: those that its
/// metadata names, what its attributes set, and what it overrides or implements. Constants leave no trace.
/// </summary>
internal sealed class UpstreamUse
{
    /// <summary>The assembly that stands in for the packages.</summary>
    public const string Provider = "Daoban.Emulator";

    private readonly Assembly provider;
    private readonly Dictionary<Type, HashSet<MemberInfo>> used = [];

    private UpstreamUse(Assembly provider) => this.provider = provider;

    /// <param name="application">Paths of the assemblies to read.</param>
    /// <param name="provider">The assembly that stands in for the packages, loaded.</param>
    public static IReadOnlyList<UsedType> Of(IEnumerable<string> application, Assembly provider)
    {
        UpstreamUse use = new(provider);
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(provider.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(AspNetCore());
        foreach (string path in application)
        {
            using var module = ModuleDefinition.ReadModule(
                path, new ReaderParameters { AssemblyResolver = resolver });
            use.Read(module);
        }

        return
        [
            .. use.used.OrderBy(type => type.Key.FullName, StringComparer.Ordinal).Select(type => new UsedType(
                type.Key.Namespace!,
                SurfaceFormat.Head(type.Key),
                [.. type.Value.Select(MemberFormat.Write).Distinct().Order(StringComparer.Ordinal)])),
        ];
    }

    private static string AspNetCore() =>
        Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.IResult).Assembly.Location)!;

    private static bool IsProvided(TypeReference? type) => type?.GetElementType().Scope.Name is Provider;

    private void Read(ModuleDefinition module)
    {
        foreach (TypeReference type in module.GetTypeReferences().Where(IsProvided))
        {
            Find(type);
        }

        foreach (MemberReference member in module.GetMemberReferences()
            .Where(member => IsProvided(member.DeclaringType)))
        {
            Add(member.Resolve());
        }

        foreach (TypeDefinition type in module.GetTypes())
        {
            AddInherited(type);
            foreach (CustomAttribute attribute in AttributesOf(type).Where(each => IsProvided(each.AttributeType)))
            {
                AddAttribute(attribute);
            }
        }
    }

    private static IEnumerable<CustomAttribute> AttributesOf(TypeDefinition type) =>
    [
        .. type.CustomAttributes,
        .. type.Fields.SelectMany(field => field.CustomAttributes),
        .. type.Properties.SelectMany(property => property.CustomAttributes),
        .. type.Methods.SelectMany(method => method.CustomAttributes),
        .. type.Methods.SelectMany(method => method.Parameters).SelectMany(parameter => parameter.CustomAttributes),
    ];

    private void AddAttribute(CustomAttribute attribute)
    {
        foreach (Mono.Cecil.CustomAttributeNamedArgument named in attribute.Properties)
        {
            TypeDefinition? declaring = attribute.AttributeType.Resolve();
            while (declaring is not null && declaring.Properties.All(property => property.Name != named.Name))
            {
                declaring = declaring.BaseType?.Resolve();
            }

            Add(declaring?.Properties.First(property => property.Name == named.Name).SetMethod);
        }
    }

    private void AddInherited(TypeDefinition type)
    {
        // Whoever implements an interface implements all of it.
        foreach (MethodDefinition method in type.Interfaces.Select(face => face.InterfaceType)
            .Where(IsProvided)
            .SelectMany(face => face.Resolve().Methods))
        {
            Add(method);
        }

        foreach (MethodDefinition method in type.Methods.Where(method => method.IsVirtual && !method.IsNewSlot))
        {
            MethodDefinition overridden = method.GetBaseMethod();
            if (overridden != method && overridden.Module.Assembly.Name.Name == Provider)
            {
                Add(overridden);
            }
        }
    }

    private HashSet<MemberInfo> Find(TypeReference reference)
    {
        string name = reference.GetElementType().FullName.Replace('/', '+');
        Type type = provider.GetType(name, throwOnError: true)!;
        return used.TryGetValue(type, out HashSet<MemberInfo>? members) ? members : used[type] = [];
    }

    private void Add(IMemberDefinition? member)
    {
        if (member is null || member.DeclaringType.Module.Assembly.Name.Name != Provider)
        {
            return;
        }

        MemberInfo found = provider.ManifestModule.ResolveMember(member.MetadataToken.ToInt32())!;
        // A record's own methods are implied by its being one; accessors stand for their property.
        MemberInfo? shown = found is MethodInfo { IsSpecialName: true } accessor
            ? accessor.DeclaringType!.GetProperties(SurfaceFormat.Declared)
                .FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(accessor)) ?? found
            : found;
        bool isImplied = shown.DeclaringType!.IsSubclassOf(typeof(Delegate));
        if (!isImplied && SurfaceFormat.IsListed(shown.DeclaringType, shown))
        {
            Find(member.DeclaringType).Add(shown);
        }
        else
        {
            Find(member.DeclaringType);
        }
    }
}
