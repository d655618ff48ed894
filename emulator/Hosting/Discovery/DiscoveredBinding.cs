using Microsoft.Azure.Functions.Worker;

namespace Daoban.Emulator.Hosting.Discovery;

internal sealed class DiscoveredBinding(string name, string type, BindingDirection direction) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => direction;
}
